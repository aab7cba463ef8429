using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire.Logs;

/// <summary>The smallest exchange that is logged, and where to.</summary>
internal static class Exchange
{
    private const string NoContent = "HTTP/1.1 204 No Content\r\n\r\n";

    /// <summary>A request through to s1 and its answer, 27 bytes, back.</summary>
    public static async Task Pass(Farm farm, RawConnection client, string request)
    {
        await client.Send(request);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(request);
        await server.Send(NoContent);
        await client.Expect(NoContent);
    }

    /// <summary>The same where lines go to stdout; returns what is there then.</summary>
    public static async Task<string> PassToStdout(Farm farm, RawConnection client, string request)
    {
        await Pass(farm, client, request);
        await Patience.Until(() => farm.Balancer.Output.Contains('\n'), () => "nothing on stdout");
        return farm.Balancer.Output;
    }

    /// <summary>A whole file with its own <c>log</c> line, for <see cref="Farm.StartLiteral"/>.</summary>
    /// <param name="target">What stands behind <c>log</c>.</param>
    /// <param name="words">More words for the server line.</param>
    /// <param name="threads">How many workers.</param>
    public static string Logged(string target, string words = "", int threads = 1) =>
        $"global\n log {target}\n nbthread {threads}\ndefaults\n log global\n option httplog\n"
        + Texts.Web(words: words);
}
