using System;
using System.Buffers.Binary;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Cookies;

/// <summary>
/// <c>maxidle</c>, <c>maxlife</c> and <c>dynamic</c>. Two servers, whose cookies are A and B; ages are in
/// hours, so that the moment of the test does not count.
/// </summary>
public sealed class Dates
{
    private const string Date = "[A-Za-z0-9+/]{5}";

    [Theory]
    [Both("maxidle 10h", "", "A|now", "NI")]
    [Both("maxidle 10h", "B", "B|now", "VU")]
    [Both("maxidle 10h", "B|-9", "B|now", "VU")]
    [Both("maxidle 10h", "B|-11", "A|now", "EI")]
    [Both("maxidle 10h", "B|+20", "", "VN")]
    [Both("maxidle 10h", "B|+20|+20", "B|now", "VU")]
    [Both("maxidle 10h", "B|+30", "A|now", "EI")]
    [Both("maxidle 10h", "B|xx", "B|now", "VU")]
    [Both("maxidle 10h", "Z|-11", "A|now", "EI")]
    [Both("maxidle 10h", "Z|-9", "A|now", "II")]
    [Both("maxlife 10h", "", "A|now|now", "NI")]
    [Both("maxlife 10h", "B", "B|now|now", "VU")]
    [Both("maxlife 10h", "B|-1", "B|now|now", "VU")]
    [Both("maxlife 10h", "B|-1|-9", "B|now|-9", "VU")]
    [Both("maxlife 10h", "B|-1|-11", "A|now|now", "OI")]
    [Both("maxlife 10h", "B||-9", "", "VN")]
    [Both("maxlife 10h", "B|+20|+20", "", "VN")]
    [Both("maxidle 5h maxlife 10h", "B|-1|-9", "B|now|-9", "VU")]
    [Both("maxidle 5h maxlife 10h", "B||-9", "B|now|-9", "VU")]
    [Both("maxidle 5h maxlife 10h", "B|-6|-9", "A|now|now", "EI")]
    [Both("maxidle 5h maxlife 10h", "B|-6|-11", "A|now|now", "OI")]
    public async Task ACookieIsGoodForItsTime(
        Product product, string words, string sent, string given, string flags)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string text = Texts.Web($"cookie S insert indirect {words}\noption httplog", servers: 2)
            .Replace(".11:80 \n", ".11:80 cookie A\n")
            .Replace(".12:80 \n", ".12:80 cookie B\n");
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        string cookie = sent.Length == 0 ? "" : $"cookie: S={Told(sent, now)}\r\n";
        await client.Send($"GET / HTTP/1.1\r\nhost: www\r\n{cookie}\r\n");
        string server = flags.StartsWith('V') ? "s2" : "s1";
        RawConnection peer = await farm[server].Accept();
        await peer.Expect("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        await peer.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        string added = given.Length == 0
            ? ""
            : $"set-cookie: S={Regex.Escape(Told(given, now)).Replace("now", Date)}; path=/\r\n";
        Assert.Matches($"^HTTP/1.1 200 OK\r\ncontent-length: 0\r\n{added}\r\n$", await client.ReadThrough());
        await farm.Log.ExpectRequest(
            client, $"web/{server} */*/*/*/* 200 38B - - --{flags} 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task AServerIsNamedByItsAddressAndFoundByThat(Product product)
    {
        string text = Texts.Web("cookie S insert indirect dynamic\ndynamic-cookie-key K", servers: 2);
        await using Farm farm = await Farm.Start(product, text);
        string[] given = [await Given(farm, "s1"), await Given(farm, "s2")];
        Assert.NotEqual(given[0], given[1]);
        for (int i = 1; i >= 0; i--)
        {
            await using RawConnection client = await farm.Connect();
            await client.Send($"GET / HTTP/1.1\r\nhost: www\r\ncookie: S={given[i]}\r\n\r\n");
            await (await farm[$"s{i + 1}"].Accept()).Expect("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        }
    }

    private static async Task<string> Given(Farm farm, string server)
    {
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        RawConnection peer = await farm[server].Accept();
        await peer.ReadThrough();
        await peer.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        Match line = Regex.Match(await client.ReadThrough(), "\r\nset-cookie: S=([0-9a-f]{16}); path=/\r\n");
        Assert.True(line.Success);
        return line.Groups[1].Value;
    }

    /// <summary>A cookie's text: <c>-9</c> stands for the date of nine hours ago.</summary>
    private static string Told(string text, long now)
    {
        string[] parts = text.Split('|');
        for (int i = 1; i < parts.Length; i++)
        {
            if (parts[i].StartsWith('-') || parts[i].StartsWith('+'))
            {
                parts[i] = Letters((now + (3600 * long.Parse(parts[i]))) / 4);
            }
        }

        return string.Join('|', parts);
    }

    /// <summary>Thirty bits in five letters of base 64, highest first.</summary>
    private static string Letters(long units)
    {
        byte[] bits = new byte[6];
        BinaryPrimitives.WriteUInt32BigEndian(bits, (uint)(units << 2));
        return Convert.ToBase64String(bits)[..5];
    }
}
