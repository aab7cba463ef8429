using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide;

/// <summary>
/// The page of lines (Lines.md) against the names of all tests, read from their sources: no test assembly has
/// to know another.
/// </summary>
public sealed partial class EveryLineHasATest
{
    [Fact]
    public void EveryLineIsShownByATest() => Assert.Empty(Lines().Except(Tests()));

    [Fact]
    public void EveryTestShowsALineOfThePage() => Assert.Empty(Tests().Except(Lines()));

    [Fact]
    public void EveryLineIsThereOnce()
    {
        string[] lines = Lines();
        Assert.Equal(lines.Distinct(), lines);
        Assert.Equal(136, lines.Length);
    }

    [Theory]
    [InlineData("    public async Task Id_2_03_PrefixIsRemoved()\n", "2-3")]
    [InlineData("    public Task Id_1_03_And_04_Cookie(Product product) =>\n", "1-3 1-4")]
    [InlineData("    public void Id_ssl_1_Hello()\n", "ssl-1")]
    [InlineData("    public async Task Idle(string Id_1_01_)\n    private Task Id_1_02_No()\n", "")]
    public void NamesAreRead(string source, string lines) =>
        Assert.Equal(lines, string.Join(' ', In(source)));

    private static string[] Lines()
    {
        string page = File.ReadAllText(Path.Combine(Binaries.Repository, "tests", "Guide", "Lines.md"));
        return [.. LineOfPage().Matches(page).Select(match => match.Groups["id"].Value)];
    }

    private static string[] Tests() =>
    [
        .. Directory
            .EnumerateFiles(
                Path.Combine(Binaries.Repository, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => In(File.ReadAllText(file))).Distinct(),
    ];

    private static IEnumerable<string> In(string source) =>
        from name in NameOfTest().Matches(source)
        from number in name.Groups["number"].Captures
        select $"{name.Groups["section"].Value}-{int.Parse(number.Value)}";

    [GeneratedRegex(@"^- (?<id>[0-9a-z]+-\d+) \S", RegexOptions.Multiline)]
    private static partial Regex LineOfPage();

    [GeneratedRegex(
        @"^ *public (?:async )?(?:Task|void) Id_(?<section>[0-9a-z]+)_(?<number>\d+)"
            + @"(?:_And_(?<number>\d+))*_\w+\(",
        RegexOptions.Multiline)]
    private static partial Regex NameOfTest();
}
