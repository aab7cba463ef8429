using System;
using System.Globalization;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary><c>option contstats</c>: what passes is counted before all of it has.</summary>
public sealed class OnTheWay
{
    private const string Head = "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n";

    private static readonly string[] s_lines = ["FRONTEND", "s1", "BACKEND"];

    [Theory]
    [WeirAlone("2.6 counts every five seconds", "option contstats", 13)]
    [Both("", 0)]
    public async Task HalfAResponseIsCountedHalf(Product product, string line, int half)
    {
        await using Farm farm = await Farm.StartLiteral(product, Figures.Section + Texts.Web(line));
        await using RawConnection client = await farm.ConnectTo("192.168.1.1:80");
        await client.Send("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send(Head + "thirteen bytes"[..13]);
        await client.Expect(Head + "thirteen bytes"[..13]);
        int expected = half == 0 ? 0 : Head.Length + half;
        Figures figures = await Until(farm, expected);
        Assert.All(s_lines, name => Assert.Equal(expected, Of(figures, name)));

        await server.Send("and six");
        await client.Expect("and six");
        client.Close();
        if (product == Product.Haproxy) return; // it counts a message's internal form
        figures = await Until(farm, Head.Length + 20);
        Assert.All(s_lines, name => Assert.Equal(Head.Length + 20, Of(figures, name)));
    }

    /// <summary>The figures once every line has this many bytes: one may be told before another.</summary>
    private static async Task<Figures> Until(Farm farm, int bytes)
    {
        Figures? figures = null;
        await Patience.Until(
            async () =>
            {
                figures = await Figures.Of(farm);
                return Array.TrueForAll(s_lines, name => Of(figures, name) >= bytes);
            },
            static () => "too few bytes");
        return figures!;
    }

    private static int Of(Figures figures, string name) =>
        int.Parse(figures[$"web/{name}", "bout"], CultureInfo.InvariantCulture);
}
