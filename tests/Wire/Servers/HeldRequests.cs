using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Channels;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Servers;

/// <summary>
/// Requests that stay with their servers, for algorithms that look at what servers carry. A script of
/// <c>+</c> (a request comes and stays), <c>.</c> (one comes and is served) and digits (that request, from 0,
/// is served now) gives the servers that took them, in brackets those that gave one back.
/// </summary>
public sealed class HeldRequests
{
    [Theory]
    [Both("1 1 1", "++++++++", "12312312")]
    [Both("1 1 1", "......", "123123")]
    [Both("1 1 1", "+....", "12323")]
    [Both("1 3", "++++++++++++++", "12222212221222")]
    [Both("1 2 3", "++++++++++++++", "12332332312332")]
    [Both("10 20", "++++++++++++++", "12221221221221")]
    [Both("1 1 1", "+++10++++", "123[2][1]2132")] // who was left alone the longest is next
    [Both("1 1 1", "+++021+++", "123[1][3][2]132")]
    public async Task LeastconnTakesWhoCarriesTheLeastForItsWeight(
        Product product, string weights, string script, string expected)
    {
        await using Farm farm = await Farm.Start(product, Text("balance leastconn", weights, "weight"));
        Assert.Equal(expected, await Play(farm, script));
    }

    [Theory, Both]
    public async Task LeastconnCountsWhatAllWorkersHold(Product product)
    {
        await using Farm farm = await Farm.StartLiteral(
            product, "global\n nbthread 2\n" + Text("balance leastconn", "1 1 1", "weight"));
        string seen = await Play(farm, new string('+', 30));
        Assert.Equal("1:10 2:10 3:10", Shares(seen));
    }

    [Theory]
    [Both("9 3 5", "222222")]
    [Both("1 2 3", "111111")]
    public async Task FirstFillsTheLowestIdWhileItHasRoom(Product product, string ids, string expected)
    {
        await using Farm farm = await Farm.Start(product, Text("balance first", ids, "id"));
        Assert.Equal(expected, await Play(farm, "+++..+"));
    }

    [Theory]
    [Both("first", "1 id 5,2,1", "2231")]
    [Both("leastconn", "1,2,0", "1232333")]
    [Both("roundrobin", "1,3,1", "12322")]
    [Both("static-rr", "1,3,1", "12322")]
    public async Task AServerAtItsMaxconnIsPassedOver(
        Product product, string algorithm, string limits, string expected)
    {
        string text = Text($"balance {algorithm}", limits.Replace(' ', '_').Replace(',', ' '), "maxconn")
            .Replace('_', ' ');
        await using Farm farm = await Farm.Start(product, text);
        Assert.Equal(expected, await Play(farm, new string('+', expected.Length)));
    }

    [Theory]
    [Both("1 1 1", "150", "++++++", "212121")]
    [Both("1 2 3", "120", "+++++++++++", "21233232312")]
    [Both("1 2 3", "0", "+++++", "22222")]
    public async Task AHashedKeyLeavesAServerThatCarriesMoreThanItsShare(
        Product product, string weights, string factor, string script, string expected)
    {
        string lines = $"balance uri\n hash-type consistent\n hash-balance-factor {factor}";
        await using Farm farm = await Farm.Start(product, Text(lines, weights, "weight"));
        Assert.Equal(expected, await Play(farm, script));
    }

    [Theory]
    [Both("random(1)", "1 2", 51, 149)]
    [Both("random", "1 1", 98, 202)]
    public async Task RandomRespectsWeights(
        Product product, string algorithm, string weights, int least, int most)
    {
        const int count = 300; // the bounds lie six deviations to each side
        await using Farm farm = await Farm.Start(product, Text($"balance {algorithm}", weights, "weight"));
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        int first = 0;
        for (int i = 0; i < count; i++)
        {
            await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
            first += await client.Read(2) == "s1" ? 1 : 0;
        }

        Assert.InRange(first, least, most);
    }

    [Theory, Both]
    public async Task RandomOfManyDrawsTakesWhoCarriesTheLeast(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text("balance random(200)", "1 1 1", "weight"));
        // With so many draws every server is among them, whatever the dice say.
        Assert.Equal("1:4 2:4 3:4", Shares(await Play(farm, new string('+', 12))));
    }

    private static string Text(string lines, string values, string word)
    {
        string text = Texts.Web("", servers: 0)
            .Replace("balance roundrobin", lines, StringComparison.Ordinal);
        string[] all = values.Split(' ');
        for (int i = 0; i < all.Length; i++)
        {
            text += $" server s{i + 1} 192.168.1.1{i + 1}:80 {word} {all[i]}\n";
        }

        return text;
    }

    private static string Shares(string servers) => string.Join(
        ' ', servers.GroupBy(static one => one).OrderBy(static one => one.Key).Select(
            static one => $"{one.Key}:{one.Count()}"));

    private static async Task<string> Play(Farm farm, string script)
    {
        var taken = Channel.CreateUnbounded<Held>();
        foreach (ScriptedServer server in farm.Servers)
        {
            server.Serve(async connection =>
            {
                await connection.ReadThrough();
                Held held = new(server.Name[1], connection);
                await taken.Writer.WriteAsync(held);
                await held.Over.Task;
            });
        }

        StringBuilder seen = new();
        List<(RawConnection Client, Held Server)> all = [];
        foreach (char step in script)
        {
            if (char.IsAsciiDigit(step))
            {
                int index = int.Parse(step.ToString(), CultureInfo.InvariantCulture);
                await Answer(farm, all[index]);
                seen.Append(CultureInfo.InvariantCulture, $"[{all[index].Server.Name}]");
                continue;
            }

            RawConnection client = await farm.Connect();
            await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
            Held held = await Patience.For(
                stop => taken.Reader.ReadAsync(stop), () => $"no server took a request after {seen}");
            all.Add((client, held));
            seen.Append(held.Name);
            if (step == '.')
            {
                await Answer(farm, (client, held));
            }
        }

        foreach ((RawConnection client, Held server) in all)
        {
            server.Over.TrySetResult();
            await client.DisposeAsync();
        }

        return seen.ToString();
    }

    /// <summary>The log line tells that the request is no longer counted.</summary>
    private static async Task Answer(Farm farm, (RawConnection Client, Held Server) held)
    {
        await held.Server.Connection.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        await held.Client.ReadThrough();
        await farm.Log.NextRequest();
        held.Server.Over.TrySetResult();
    }

    private sealed record Held(char Name, RawConnection Connection)
    {
        public TaskCompletionSource Over { get; } = new();
    }
}
