using Weir.Language.Keywords;
using Xunit;

namespace Weir.Tests.Unit.Language.Keywords;

public sealed class KeywordIndexTests
{
    private static readonly KeywordIndex Index = new(
    [
        [Row("log", Sections.Global), Row("log", Sections.AnyProxy), Row("mode", Sections.AnyProxy)],
        [Row("timeout client", Sections.Client), Row("capture request header", Sections.Frontend)],
    ]);

    [Theory]
    [InlineData("log x", Sections.Global, "log", 1)]
    [InlineData("timeout client 3s", Sections.Listen, "timeout client", 2)]
    [InlineData("capture request header a", Sections.Frontend, "capture request header", 3)]
    public void TheLongestNameIsFound(string line, Sections section, string name, int length)
    {
        Keyword? row = Index.Find(line.Split(' '), 0, section, out int found);
        Assert.Equal(name, row!.Name);
        Assert.NotEqual(Sections.None, row.In & section);
        Assert.Equal(length, found);
    }

    [Fact]
    public void ARowOfAnotherSectionIsTheSecondChoice()
    {
        Keyword? row = Index.Find(["timeout", "client"], 0, Sections.Backend, out int length);
        Assert.Equal(Sections.Client, row!.In);
        Assert.Equal(2, length);
    }

    [Theory]
    [InlineData("timeout server")]
    [InlineData("capture request")]
    [InlineData("nothing")]
    public void AnUnknownNameFindsNothing(string line) =>
        Assert.Null(Index.Find(line.Split(' '), 0, Sections.Listen, out _));

    [Fact]
    public void FamiliesAreNamesOfSeveralWords()
    {
        Assert.True(Index.IsFamily("timeout"));
        Assert.False(Index.IsFamily("mode"));
        Assert.Equal(["client"], Index.Names(Sections.Listen, "timeout"));
        Assert.Empty(Index.Names(Sections.Backend, "timeout"));
    }

    [Fact]
    public void TheListingHasALineForEachRow()
    {
        Keyword[] rows =
        [
            new("mode", Sections.AnyProxy, "http", "tcp", "mode http", "The protocol."),
            new("cache", Sections.Backend, "...", "", "cache", "") { Status = KeywordStatus.NotYet },
            new("log", Sections.Global, "<target>", "", "log x", "") { CanNegate = true },
        ];
        Assert.Equal(
            "----B---  cache  # not supported yet\nG-------  [no] log <target>\n-DFLB---  mode http\n",
            Listing.Text(rows));
    }

    private static Keyword Row(string name, Sections sections) => new(name, sections, "", "", name, "");
}
