using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire.Rules;

/// <summary>Frontend <c>web</c> with rules of its own, and backends with one server each.</summary>
internal static class RuleText
{
    /// <summary>
    /// Backends <c>one</c>, <c>two</c> and <c>three</c> with servers of the same names; requests go to
    /// <c>one</c> unless a rule sends them elsewhere.
    /// </summary>
    /// <param name="lines">More lines for the frontend, separated by line feeds.</param>
    /// <param name="backend">More lines for backend <c>one</c>.</param>
    /// <param name="mode">Of all sections.</param>
    public static string Of(string lines, string backend = "", string mode = "http")
    {
        string common = $" mode {mode}\n timeout server 30s\n timeout connect 5s\n";
        return "frontend web\n bind 192.168.1.1:80\n timeout client 30s\n default_backend one\n"
            + $" mode {mode}\n{Indented(lines)}"
            + $"backend one\n{common}{Indented(backend)} server one 192.168.1.11:80\n"
            + $"backend two\n{common} server two 192.168.1.12:80\n"
            + $"backend three\n{common} server three 192.168.1.13:80\n";
    }

    /// <summary>The next line is about this request of the frontend's.</summary>
    /// <param name="farm">Whose log it is.</param>
    /// <param name="client">Whose request it was.</param>
    /// <param name="middle">From the backend's name to the queue's positions.</param>
    /// <param name="request">The request line in the quotes.</param>
    public static async Task ExpectLogged(this Farm farm, RawConnection client, string middle, string request)
    {
        string pattern = $"{client.Local} [date] web {middle} \"{request}\"";
        LogPattern.Check(farm.Product, pattern, await farm.Log.NextRequest());
    }

    private static string Indented(string lines) =>
        lines.Length == 0 ? "" : $" {lines.Replace("\n", "\n ", System.StringComparison.Ordinal)}\n";
}
