using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir.Language.Keywords;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Keywords;

/// <summary>Words that HAProxy has dropped: they work, and one warning tells what to write today.</summary>
public sealed class RemovedWords
{
    public static TheoryData<string, Sections> EveryOne()
    {
        TheoryData<string, Sections> data = [];
        foreach (Keyword row in Rows.Ready.Where(static row => Rows.Today(row) is not null))
        {
            data.Add(row.Name, row.In);
        }

        return data;
    }

    public static TheoryData<Sections> EverySection() =>
        [Sections.Global, Sections.Defaults, Sections.Frontend, Sections.Listen, Sections.Backend];

    [Theory]
    [MemberData(nameof(EveryOne))]
    public async Task WithWarningsAsErrorsTheOneWarningOfAWordIsEnough(string name, Sections rowIn)
    {
        using Place place = new();
        Keyword row = Rows.Ready.Single(row => row.Name == name && row.In == rowIn);

        Finished ran = await Finished.Run(
            Product.Weir, "-dW", "-c", "-f", place.Write("old.cfg", Rows.FileWith(row)));

        Assert.Equal(1, ran.ExitCode);
        Assert.EndsWith(WarningOf(row), Assert.Single(Warnings(ran.Errors)));
        Assert.Contains("Some warnings were found and 'zero-warning' is set. Aborting.", ran.Errors);
    }

    [Theory]
    [MemberData(nameof(EverySection))]
    public async Task TheStatusIsAsWithoutThem(Sections section)
    {
        using Place place = new();
        string text = Rows.FileOf(section, out List<Keyword?> rows);
        string[] lines = text.Split('\n');
        List<Keyword> old = [.. rows.OfType<Keyword>().Where(static row => Rows.Today(row) is not null)];
        string file = place.Write("old.cfg", string.Join('\n', lines.Where((_, at) =>
            rows.ElementAtOrDefault(at) is not { } row || (old.Contains(row) && row.Name != "transparent"))));

        Finished ran = await Finished.Run(Product.Weir, "-c", "-f", file);

        Assert.Equal(0, ran.ExitCode);
        Assert.All(old, row => Assert.Equal(
            row.Name == "transparent" ? 0 : 1, // not beside 'dispatch'
            Warnings(ran.Errors).Count(line => line.EndsWith(WarningOf(row), StringComparison.Ordinal))));
    }

    private static string WarningOf(Keyword row) =>
        $" : the '{row.Name}' directive belongs to older versions. {Rows.Today(row)!.Advice}";

    private static IEnumerable<string> Warnings(string errors) =>
        errors.Split('\n').Where(static line => line.StartsWith("[WARNING]", StringComparison.Ordinal));
}
