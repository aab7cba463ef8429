using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Sticks;

/// <summary>Configurations with a stick table, and who answers there.</summary>
internal static class StickText
{
    /// <summary>Proxy <c>web</c> with the servers s1 and s2, and a table of field <c>x</c>.</summary>
    public static string Web(
        string lines = "", string table = "type string len 5 size 100", string words = "") =>
        Texts.Web($"stick-table {table}\nstick on hdr(x)\n{lines}".TrimEnd(), servers: 2, words);

    /// <summary>Who answered a request on a connection of its own.</summary>
    /// <param name="farm">With such a configuration.</param>
    /// <param name="key">In field <c>x</c>; null: without.</param>
    /// <param name="fields">More fields.</param>
    /// <param name="added">Fields of every answer.</param>
    /// <param name="target">What is asked for.</param>
    public static async Task<string> Ask(
        Farm farm, string? key, string fields = "", string added = "", string target = "/")
    {
        foreach (ScriptedServer server in farm.Servers)
        {
            server.Answer($"HTTP/1.1 200 OK\r\n{added}content-length: 2\r\n\r\n{server.Name}");
        }

        await using RawConnection client = await farm.Connect();
        string x = key is null ? "" : $"x: {key}\r\n";
        await client.Send($"GET {target} HTTP/1.1\r\nhost: w\r\n{x}{fields}\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        return await client.Read(2);
    }

    /// <summary>Who answered several, with a blank between them.</summary>
    public static async Task<string> AskAll(Farm farm, params string?[] keys)
    {
        string all = "";
        foreach (string? key in keys) all += $" {await Ask(farm, key)}";
        return all.TrimStart();
    }
}
