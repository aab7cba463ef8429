using System;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.MasterCli;
using Weir.Tests.Process.Reload;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Commands;

/// <summary>What commands at a <c>stats socket</c> are answered, and what they do.</summary>
public sealed class Answers
{
    private const string Denied = "Permission denied\n\n";
    private const string NoName = "Require 'backend/server'.\n\n";
    private const string Garbage = "Empty weight string empty or preceded by garbage\n";
    private const string Absolute = "Absolute weight can only be between 0 and 256 inclusive.\n\n";
    private const string NoSuch = "Unknown command. Please enter one of the following commands only:\n";
    private const string Perhaps =
        "Unknown command, but maybe one of the following ones is a better match:\n";

    private static readonly (string Command, string Answer)[] s_all =
    [
        ("get weight be/a", "1 (initial 1)\n\n"),
        (" get  weight   be/a x", "1 (initial 1)\n\n"),
        ("get weight #3/#1", "1 (initial 1)\n\n"),
        ("get weight be/b", "No such server.\n\n"),
        ("get weight fe/a", "No such backend.\n\n"),
        ("get weight be", NoName),
        ("get weight", NoName),
        ("enable server be", NoName),
        ("disable server be/x", "No such server.\n\n"),
        ("set weight be/a 5;get weight be/a", "\n5 (initial 1)\n\n"),
        ("set weight be/a 50%;get weight be/a", "\n0 (initial 1)\n\n"),
        ("set weight be/a 100000%;get weight be/a", "\n256 (initial 1)\n\n"),
        ("set weight be/a 100%\nget weight be/a", "\n1 (initial 1)\n\n"),
        ("set weight be/a", "Require <weight> or <weight%>.\n\n"),
        ("set weight be/a x", Garbage),
        ("set weight be/a 257", Absolute),
        ("set weight be/a -1", Absolute),
        ("set weight be/a -1%", "Relative weight must be positive.\n\n"),
        ("set weight be/a 3x", "Trailing garbage in weight string\n"),
        ("set timeout cli 10", "\n"),
        ("set timeout cli", "Expects an integer value.\n\n"),
        ("set timeout cli x", "Invalid timeout value.\n\n"),
        ("set timeout cli 0", "Invalid timeout value.\n\n"),
        ("set timeout x 1", "'set timeout' only supports 'cli'.\n\n"),
        ("show cli level", "admin\n\n"),
        ("operator;show cli level;set weight be/a 1", $"\noperator\n\n{Denied}"),
        ("user;show cli level;operator;enable server be/a", $"\nuser\n\n{Denied}{Denied}"),
        ("prompt;get weight be/a;get weight;quit", $"\n> 1 (initial 1)\n\n> {NoName}> "),
        ("quit;get weight be/a", ""),
    ];

    [Theory, Both]
    public async Task EveryCommandIsAnswered(Product product)
    {
        using Place place = new();
        string path = place.PathOf("commands");
        await using Started started =
            await Started.Foreground(product, place, $"    stats socket {path} level admin\n");

        foreach ((string command, string answer) in s_all)
        {
            Assert.Equal((command, answer), (command, await CliClient.Ask(path, command)));
        }

        Assert.StartsWith(NoSuch, await CliClient.Ask(path, ""));
        Assert.StartsWith(Perhaps, await CliClient.Ask(path, "show inf"));
        string help = await CliClient.Ask(path, "help get weight");
        Assert.StartsWith("The following commands are valid at this level:\n", help);
        Assert.Contains(
            "  get weight <bk>/<srv>                   : report a server's current weight\n", help);
        Assert.EndsWith("  quit                                    : disconnect\n\n", help);
        Assert.Equal("", await CliClient.Tell(new System.Net.Sockets.UnixDomainSocketEndPoint(path), "quit"));
    }

    [Theory, Both]
    public async Task FiguresAreChosenByProxyKindAndServer(Product product)
    {
        using Place place = new();
        string path = place.PathOf("commands");
        await using Started started =
            await Started.Foreground(product, place, $"    stats socket {path} level admin\n");

        Assert.Equal("fe,FRONTEND be,a be,BACKEND", Lines(await CliClient.Ask(path, "show stat")));
        Assert.Equal("be,a", Lines(await CliClient.Ask(path, "show stat 3 4 -1")));
        Assert.Equal("be,a be,BACKEND", Lines(await CliClient.Ask(path, "show stat 3 6 1")));
        Assert.Equal("fe,FRONTEND be,BACKEND", Lines(await CliClient.Ask(path, "show stat -1 3 -1")));
        Assert.Equal("", Lines(await CliClient.Ask(path, "show stat 9 -1 -1")));
        string info = await CliClient.Ask(path, "show info");
        Assert.StartsWith("Name: HAProxy\nVersion: ", info);
        Assert.Contains($"\nPid: {started.Pid}\n", info);
        Assert.Contains("\nMaxconn: 100\n", info);
        Assert.EndsWith("\n\n", info);
    }

    [Theory, Both]
    public async Task AServerThatIsDisabledGetsNothingUntilItIsEnabled(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        string path = place.PathOf("commands");
        await using Started started =
            await Started.Foreground(product, place, $"    stats socket {path} level admin\n");
        Assert.StartsWith("200 ", await Client.Get(place), StringComparison.Ordinal);

        Assert.Equal("\n", await CliClient.Ask(path, "disable server be/a"));
        Assert.Contains(",MAINT,", await CliClient.Ask(path, "show stat -1 4 -1"), StringComparison.Ordinal);
        Assert.StartsWith("503 ", await Client.Get(place), StringComparison.Ordinal);

        Assert.Equal("\n", await CliClient.Ask(path, "enable server be/a"));
        Assert.StartsWith("200 ", await Client.Get(place), StringComparison.Ordinal);

        Assert.Equal("\n", await CliClient.Ask(path, "set weight be/a 0"));
        Assert.StartsWith("503 ", await Client.Get(place), StringComparison.Ordinal);
    }

    /// <summary>The first two columns of each line but the header.</summary>
    private static string Lines(string csv)
    {
        string[] lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        return string.Join(
            ' ', Array.ConvertAll(lines, static line => string.Join(',', line.Split(',')[..2])));
    }
}
