using System.Linq;
using Weir.Control.Cli;
using Weir.Main.CommandLine;
using Weir.Main.MasterCli;
using Weir.Main.Reload;
using Weir.Model.Plan.Process;
using Xunit;

namespace Weir.Tests.Unit.Main.MasterCli;

public sealed class CliCommandsTests
{
    private int _wishes;

    public static TheoryData<string> EveryCommand => [.. CliCommands.Rows.Select(row => row.Name)];

    [Theory, MemberData(nameof(EveryCommand))]
    public void HelpListsWhatIsNotHidden(string name)
    {
        CliCommand row = CliCommands.Rows.Single(row => row.Name == name);

        Assert.Equal(!row.IsHidden, Run("help")!.Contains($"  {name.PadRight(40)}: {row.Doc}\n"));
    }

    [Theory, MemberData(nameof(EveryCommand))]
    public void EveryRowIsFoundByItsOwnWords(string name)
    {
        string[] words = name.Split(' ')[..CliCommands.Rows.Single(row => row.Name == name).WordsNeeded];

        Assert.Equal(name, CliCommands.Rows.First(row => row.Matches(words)).Name);
        Assert.DoesNotContain(CliCommands.Rows, row => row.Matches([words[0] + "x"]));
    }

    [Theory]
    [InlineData("show version", VersionText.Full + "\n")]
    [InlineData("show proc", "rows\n")]
    [InlineData("show proc debug", "rows\n")]
    [InlineData("show startup-logs", "said\n")]
    [InlineData("show cli level", "admin\n")]
    [InlineData("expert-mode on", null)]
    [InlineData("prompt", null)]
    public void WhatIsAskedIsAnswered(string command, string? answer) => Assert.Equal(answer, Run(command));

    [Theory]
    [InlineData("shw", "Unknown command. Please enter one of the following commands only:\n")]
    [InlineData("show", "Unknown command, but maybe one of the following ones is a better match:\n")]
    [InlineData("SHOW PROC", "Unknown command, but maybe one of the following ones is a better match:\n")]
    [InlineData("", "Unknown command. Please enter one of the following commands only:\n")]
    public void WhatIsNoCommandIsAnsweredWithThoseThatAre(string command, string begin)
    {
        string answer = Run(command)!;

        Assert.StartsWith(begin, answer);
        Assert.Contains("\n  show proc  ", answer);
        Assert.EndsWith(": disconnect\n", answer);
        Assert.Equal(command.Length > 3, !answer.Contains("\n  reload  "));
    }

    [Theory]
    [InlineData("user", "user\n")]
    [InlineData("operator", "operator\n")]
    [InlineData("user;operator", "user\n")]
    public void ALevelIsLoweredAndNeverRaised(string commands, string level)
    {
        CliSession session = new(-1, ControlLevel.Admin);

        foreach (string command in commands.Split(';')) Run(command, session);

        Assert.Equal(level, Run("show cli level", session));
    }

    [Theory, InlineData("admin", 1), InlineData("operator", 1), InlineData("user", 0)]
    public void AUserMayNotReload(string level, int wishes)
    {
        ControlLevel itsLevel = (ControlLevel)System.Array.IndexOf(ControlLevels.Names, level);

        string? answer = Run("reload", new CliSession(-1, itsLevel));

        Assert.Equal(wishes == 0 ? "Permission denied\n" : null, answer);
        Assert.Equal(wishes, _wishes);
    }

    private string? Run(string command) => Run(command, new CliSession(-1, ControlLevel.Admin));

    private string? Run(string command, CliSession session) => CliCommands.Run(
        session,
        new MasterView
        {
            Processes = static () => "rows\n",
            Reloads = new ReloadHistory { Messages = "said\n" },
            Reload = () => _wishes++,
            IsStopping = static () => false,
        },
        CommandInput.WordsOf(command));
}
