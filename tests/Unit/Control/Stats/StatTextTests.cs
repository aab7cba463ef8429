using System.Text;
using Weir.Control.Stats.Columns;
using Weir.Control.Stats.Pages;
using Xunit;

namespace Weir.Tests.Unit.Control.Stats;

/// <summary>What comes from a configuration or a server stays text, whatever it is.</summary>
public sealed class StatTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("", "")]
    public void CommasAndQuotesAreQuoted(string text, string csv)
    {
        StatText into = new();
        into.AddCsv(Encoding.ASCII.GetBytes(text));
        Assert.Equal(csv, Text(into));
    }

    [Fact]
    public void NumbersStandBareAndNothingIsNothing()
    {
        StatText into = new();
        into.AddCsv(-1);
        into.AddCsv(StatValue.Nothing);
        into.AddCsv(long.MaxValue);
        Assert.Equal("-19223372036854775807", Text(into));
    }

    [Theory]
    [InlineData("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;")]
    [InlineData("caf\u00e9", "caf\u00e9")]
    [InlineData("a\0b\u007fc\n", "a\ufffdb\ufffdc\ufffd")]
    public void NothingIsMarkup(string text, string html)
    {
        StatText into = new();
        into.AddHtml(Encoding.UTF8.GetBytes(text));
        Assert.Equal(html, Text(into));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1000, "1 000")]
    [InlineData(-1234567, "-1 234 567")]
    [InlineData(123456, "123 456")]
    public void ThousandsStandApart(long number, string shown)
    {
        StatText into = new();
        into.AddGrouped(number);
        Assert.Equal(shown, Text(into).Replace('\u202f', ' '));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59, "59s")]
    [InlineData(60, "1m0s")]
    [InlineData(3_723, "1h2m")]
    [InlineData(90_000, "1d1h")]
    public void DurationsHaveTwoUnits(long seconds, string shown)
    {
        StatText into = new();
        into.AddDuration(seconds);
        Assert.Equal(shown, Text(into));
    }

    [Theory]
    [InlineData("/s", StatForm.Html, false, false, "")]
    [InlineData("/s;csv", StatForm.Csv, false, false, "")]
    [InlineData("/s?x;up;norefresh;csv", StatForm.Csv, true, true, "")]
    [InlineData("/s;json", StatForm.Other, false, false, "")]
    [InlineData("/s;upper;norefreshing", StatForm.Html, true, true, "")]
    [InlineData("/s;st=DONE;up", StatForm.Html, true, false, "DONE")]
    [InlineData("/s;st=A", StatForm.Html, false, false, "A")]
    public void WordsOfATargetSayWhatIsWanted(
        string target, object form, bool hidesDown, bool stays, string outcome) =>
        Assert.Equal(
            new StatOptions((StatForm)form, hidesDown, stays, outcome),
            StatOptions.Of(Encoding.ASCII.GetBytes(target)));

    private static string Text(StatText into) => Encoding.UTF8.GetString(into.Bytes);
}
