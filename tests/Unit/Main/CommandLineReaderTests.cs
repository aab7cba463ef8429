using System.Linq;
using Weir.Main.CommandLine;
using Xunit;

namespace Weir.Tests.Unit.Main;

public sealed class CommandLineReaderTests
{
    public static TheoryData<string> EveryOption => [.. OptionTable.Rows.Select(row => row.Name)];

    [Fact]
    public void NoNameStandsTwiceInTheTable() =>
        Assert.Equal(OptionTable.Rows.Length, OptionTable.Rows.DistinctBy(row => row.Name).Count());

    [Theory, MemberData(nameof(EveryOption))]
    public void EveryOptionIsAcceptedOrRefusedAsItsRowSays(string name)
    {
        Option row = OptionTable.Rows.Single(row => row.Name == name);
        string[] words = row.TakesArgument ? [name, "7"] : [name];

        CommandLineFault expected = row.Apply is null ? CommandLineFault.NotYet : CommandLineFault.None;

        Assert.Equal(expected, CommandLineReader.Read(words, new Invocation()).Fault);
    }

    [Theory, MemberData(nameof(EveryOption))]
    public void TheUsageTextNamesEveryOption(string name) =>
        Assert.Contains($"\n        {name} ", Usage.Text("weir"));

    [Theory, MemberData(nameof(EveryOption))]
    public void AnOptionWithALetterMoreIsAnotherOneOrNone(string name)
    {
        Option row = OptionTable.Rows.Single(row => row.Name == name);

        CommandLineFault fault = CommandLineReader.Read([name + "!"], new Invocation()).Fault;

        Assert.Equal(!row.HasTail, fault == CommandLineFault.Usage);
    }

    [Fact]
    public void AnArgumentMayNotLookLikeAnOption() =>
        Assert.Equal(CommandLineFault.Usage, CommandLineReader.Read(["-p", "-D"], new Invocation()).Fault);

    [Fact]
    public void AfterTwoDashesEveryWordIsAFile()
    {
        Invocation asked = new();

        CommandLineReader.Read(["-f", "one", "--", "two", "-D"], asked);

        Assert.Equal(["one", "two", "-D"], asked.Paths);
        Assert.False(asked.Daemon);
    }

    [Fact]
    public void VerboseBeatsQuiet()
    {
        Invocation asked = new();

        CommandLineReader.Read(["-V", "-q"], asked);

        Assert.False(asked.IsQuiet);
    }

    [Fact]
    public void TheVersionIsShownWhateverFollows()
    {
        Invocation asked = new();

        CommandLineResult result = CommandLineReader.Read(["-v", "nonsense"], asked);

        Assert.Equal((CommandLineFault.None, VersionRequest.Version), (result.Fault, asked.Version));
    }
}
