using System.Linq;
using Weir.Control.Cli;
using Xunit;

namespace Weir.Tests.Unit.Control.Cli;

public sealed class RuntimeCommandsTests
{
    public static TheoryData<string> EveryCommand => [.. RuntimeCommands.Rows.Select(row => row.Name)];

    [Theory, MemberData(nameof(EveryCommand))]
    public void EveryRowIsFoundByItsOwnWordsAndListed(string name)
    {
        RuntimeCommand row = RuntimeCommands.Rows.Single(row => row.Name == name);
        string[] words = name.Split(' ')[..row.WordsNeeded];

        Assert.Same(row, RuntimeCommands.Rows.First(row => row.Matches(words)));
        Assert.Contains($"  {name,-40}: {row.Doc}\n", CommandHelp.Of(RuntimeCommands.Rows, ["help"]));
        Assert.Contains($"  {name,-40}: ", CommandHelp.Unknown(RuntimeCommands.Rows, [words[0]]));
    }

    /// <summary>Help always ends with them.</summary>
    [Fact]
    public void TheLastThreeAreForEveryList() =>
        Assert.Equal(
            ["help", "prompt", "quit"],
            RuntimeCommands.Rows[^3..].Select(row => row.Name.Split(' ')[0]));
}
