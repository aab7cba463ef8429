using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire.Plain;

/// <summary>Configurations of <c>mode tcp</c>, and what their tests have in common.</summary>
internal static class PlainText
{
    /// <summary>Proxy <c>raw</c> with the servers s1 and s2, or as many as asked for.</summary>
    /// <param name="lines">More lines for the section, separated by line feeds.</param>
    /// <param name="servers">How many servers.</param>
    /// <param name="words">More words for every server line.</param>
    public static string Raw(string lines = "", int servers = 1, string words = "") =>
        Texts.Web("option tcplog\n" + lines, servers, words)
            .Replace("listen web", "listen raw", System.StringComparison.Ordinal)
            .Replace("mode http", "mode tcp", System.StringComparison.Ordinal);

    /// <summary>Started with servers that may speak first.</summary>
    public static Task<Farm> Start(Product product, string text) => Farm.Start(product, text, farm =>
    {
        foreach (ScriptedServer server in farm.Servers) server.HasChecks = false;
    });

    /// <summary>A client and its server, connected, after a word each way.</summary>
    public static async Task<(RawConnection Client, RawConnection Server)> Meet(Farm farm)
    {
        RawConnection client = await farm.Connect();
        await client.Send("hello");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("hello");
        await server.Send("you");
        await client.Expect("you");
        return (client, server);
    }

    /// <summary>The next line is this one, from the backend's name on.</summary>
    public static async Task ExpectLine(Farm farm, RawConnection client, string rest) => LogPattern.Check(
        farm.Product, $"{client.Local} [date] raw {rest}", await farm.Log.NextRequest());
}
