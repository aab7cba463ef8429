using System;
using System.Linq;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Compile;
using Xunit;

namespace Weir.Tests.Fuzz.Configurations;

/// <summary>
/// Files that are made to cost: what is allocated stays in proportion to a file's length, whatever is in it.
/// </summary>
public sealed class HostileTexts
{
    /// <summary>For a byte of a file; twice what the worst of these takes.</summary>
    private const long BytesForAByte = 1000;

    /// <summary>For every file: a thousand errors, and what was meant by each, cost as much.</summary>
    private const long BytesAtFirst = 32L << 20;

    private const int Many = 20_000;

    private const string Proxies =
        "defaults\n mode http\n timeout client 1s\n timeout server 1s\n timeout connect 1s\n";

    public static TheoryData<string, string> Texts() => new()
    {
        { "empty lines", Times(Many, "\n") },
        { "comments", Times(Many, "# x\n") },
        { "unknown words", "listen l\n" + Times(Many, " unknown x\n") },
        { "a line without an end", "global\n log-tag " + Times(1_000_000, "x") },
        { "long lines", "global\n" + Times(20, " log-tag " + Times(65_000, "x") + "\n") },
        { "a quote that does not end", "global\n log-tag \"" + Times(Many, "x\n") },
        { "quotes that do not end", "global\n" + Times(Many, " log-tag 'x\n") },
        { "escapes", "global\n log-tag " + Times(Many, "\\x4") + "\n" },
        { "words", "global\n log-tag " + Times(Many, "x ") + "\n" },
        { "blocks within blocks", Times(Many, ".if 1\n") + Times(Many, ".endif\n") },
        { "blocks that do not end", Times(Many, ".if 1\n") },
        { "parentheses", ".if " + Times(Many, "(") + "1" + Times(Many, ")") + "\n.endif\n" },
        { "negations", ".if " + Times(Many, "!") + "1\n.endif\n" },
        { "alternatives", ".if " + Times(Many, "0||") + "1\n.endif\n" },
        { "NULs", Times(Many, "\0\n") + Times(Many, "\0") },
        { "carriage returns", Times(Many, "\r\n") + Times(Many, "a\rb\n") },
        { "a mark of byte order", "\u00ef\u00bb\u00bfglobal\n" },
        { "sections", Proxies + Numbered(2000, "backend b#\n") },
        { "defaults", Times(Many, "defaults\n") },
        { "twins", Proxies + Times(2000, "backend b\n") },
        { "servers", Proxies + "backend b\n" + Numbered(5000, " server s# :80\n") },
        { "servers of one name", Proxies + "backend b\n" + Times(5000, " server s :80\n") },
        { "tracking", Proxies + "backend b\n server s :80 check\n server s0 :80 track s\n"
            + Numbered(2000, " server t# :80 track s0\n") },
        { "weights", Proxies + "backend b\n balance static-rr\n"
            + Numbered(2000, " server s# :80 weight 255\n") },
        { "hashes", Proxies + "backend b\n balance source\n hash-type consistent\n"
            + Numbered(2000, " server s# :80 weight 256\n") },
        { "conditions", Proxies + "listen l\n bind :80\n" + Numbered(5000, " acl a# path /x\n") },
        { "one condition", Proxies + "listen l\n bind :80\n" + Numbered(5000, " acl a path /x#\n") },
        { "repetitions", Proxies + "listen l\n bind :80\n" + Times(300, " acl a path_reg (a{9}){9}\n") },
        { "repeated repetitions", Proxies + "listen l\n bind :80\n reqrep ((((a{9}){9}){9}){9}){9} x\n" },
        { "groups", "listen l\n bind :80\n reqrep " + Times(Many, "(") + Times(Many, ")") + " x\n" },
        { "a variable that doubles", "global\n setenv A x\n" + Times(60, " setenv A \"$A$A\"\n") },
        { "addresses", Proxies + "listen l\n bind " + Times(8000, ":80,") + ":81\n" },
        { "processors", "global\n" + Times(5000, " cpu-map 1-64 0-63\n") },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void AFileCostsByItsLength(string name, string text)
    {
        long taken = Taken(text);
        Assert.True(taken < BytesAtFirst + (BytesForAByte * text.Length),
            $"{name}: {taken} for {text.Length} bytes");
    }

    /// <summary>One word can ask for 65,535 listeners, so these are counted instead.</summary>
    [Fact]
    public void ListenersAreNoMoreThanAProcessCanHave()
    {
        string text = "listen l\n" + Times(1000, " bind :1-65535\n");
        ConfigLoader.Load([new SourceFile("f.cfg", text)], ConfigFuzz.Options, out ReportList reports);
        Report alert = Assert.Single(reports, static one => one.Severity == Severity.Alert);
        Assert.Equal(
            (18, "more than 1048576 addresses to listen on: no process can have them all."),
            (alert.Line, alert.Message));
    }

    private static long Taken(string text)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        ConfigLoader.Load([new SourceFile("f.cfg", text)], ConfigFuzz.Options, out ReportList reports);
        Assert.All(reports, static report => Assert.NotEmpty(report.Message));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Times(int count, string text) => string.Concat(Enumerable.Repeat(text, count));

    private static string Numbered(int count, string text) => string.Concat(
        Enumerable.Range(0, count).Select(number => text.Replace("#", $"{number}")));
}
