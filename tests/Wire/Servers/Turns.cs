using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Servers;

/// <summary>
/// Whose turn it is: weights, backups and servers that come and go (classic-language 8.1, 8.3).
/// </summary>
public sealed class Turns
{
    [Theory]
    [Both("1 1 1", "123123")]
    [Both("1 2", "221221")]
    [Both("5 1", "111112111112")]
    [Both("3 2 1", "121312121312")]
    [Both("8 20 24", "3232312332321")]
    [Both("12 12 26 26", "34341342341342341342343143243143243143")]
    [Both("1 0 1", "1313")]
    public async Task WeightsGiveTheDocumentedOrder(Product product, string weights, string expected)
    {
        string text = Texts.Web("", servers: 0);
        string[] words = weights.Split(' ');
        for (int i = 1; i <= words.Length; i++)
        {
            text += $" server s{i} 192.168.1.1{i}:80 weight {words[i - 1]}\n";
        }

        await using Farm farm = await Farm.Start(product, text);
        farm.AnswerWithNames();
        Assert.Equal(expected, await Order(farm, expected.Length));
    }

    [Theory, Both]
    public async Task OneClientConnectionSeesTheSameOrder(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(servers: 3));
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        StringBuilder seen = new();
        for (int i = 0; i < 9; i++) seen.Append(await Ask(client));
        Assert.Equal("123123123", seen.ToString());
    }

    /// <summary>
    /// The order is the box's, not the worker's: whoever accepts, the next server is the next.
    /// </summary>
    [Theory, Both]
    public async Task TwoWorkersKeepOneOrder(Product product)
    {
        await using Farm farm =
            await Farm.StartLiteral(product, "global\n nbthread 2\n" + Texts.Web(servers: 3));
        farm.AnswerWithNames();
        Assert.Equal(string.Concat(Enumerable.Repeat("123", 20)), await Order(farm, 60));
    }

    [Theory]
    [Both("", "333")]
    [Both("option allbackups", "3434")]
    public async Task BackupsServeOnlyWhenNobodyElseCan(Product product, string line, string expected)
    {
        string text = Texts.Web(line, 2, "check inter 200")
            + " server s3 192.168.1.13:80 backup\n server s4 192.168.1.14:80 backup\n";
        await using Farm farm = await Farm.Start(product, text, before: f => f["s1"].Refuse());
        farm.AnswerWithNames();
        await farm.Log.Event("Server web/s1 is DOWN");
        Assert.Equal("222", await Order(farm, 3));
        farm["s2"].Refuse();
        string down = await farm.Log.Event("Server web/s2 is DOWN");
        Assert.Contains(" 0 active and 2 backup servers left. Running on backup. ", down);
        Assert.Equal(expected, await Order(farm, expected.Length));
        farm["s1"].Listen();
        await farm.Log.Event("Server web/s1 is UP");
        Assert.Equal("111", await Order(farm, 3));
    }

    [Theory, Both]
    public async Task BackupWithTheRightCookieIsUsedWhileOthersServe(Product product)
    {
        string text = Texts.Web("cookie S insert indirect", 0) + " server s1 192.168.1.11:80 cookie one\n"
            + " server s2 192.168.1.12:80 cookie two backup\n";
        await using Farm farm = await Farm.Start(product, text);
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        Assert.Equal("2", await Ask(client, "cookie: S=two\r\n"));
        Assert.Equal("1", await Ask(client));
    }

    /// <summary>
    /// Who looks at nothing in the request goes elsewhere at once; who does, tries its server to the last.
    /// </summary>
    [Theory]
    [Both("roundrobin", "+1")]
    [Both("static-rr", "+1")]
    [Both("leastconn", "+1")]
    [Both("url_param no", "+3")]
    [Both("hdr(no)", "+3")]
    public async Task AfterAFailureTheAlgorithmDecidesWhenToGoElsewhere(
        Product product, string algorithm, string retries)
    {
        string text = Texts.Web("retries 3\noption redispatch\ntimeout connect 200ms", servers: 2)
            .Replace("balance roundrobin", $"balance {algorithm}", System.StringComparison.Ordinal);
        await using Farm farm = await Farm.Start(product, text, f => f["s1"].Refuse());
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        Assert.Equal("2", await Ask(client));
        Assert.Contains($"/{retries} 0/0 ", await farm.Log.NextRequest());
    }

    private static async Task<string> Order(Farm farm, int count)
    {
        StringBuilder seen = new();
        for (int i = 0; i < count; i++)
        {
            await using RawConnection client = await farm.Connect();
            seen.Append(await Ask(client));
        }

        return seen.ToString();
    }

    /// <summary>The number in the name of the server that answered.</summary>
    private static async Task<string> Ask(RawConnection client, string cookie = "")
    {
        await client.Send($"GET / HTTP/1.1\r\nhost: www\r\n{cookie}\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        return (await client.Read(2)).Last().ToString();
    }
}
