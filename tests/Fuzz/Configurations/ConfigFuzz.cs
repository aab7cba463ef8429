using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main;
using Weir.Model.Compile;
using Weir.Model.Convert;
using Weir.Model.Plan;
using Weir.Tests.Fuzz.Parsers;
using Xunit;

namespace Weir.Tests.Fuzz.Configurations;

/// <summary>
/// Files that nobody would write: each is read to its end, with a plan or with reports that say where.
/// </summary>
public sealed class ConfigFuzz
{
    private const int Files = 10_000;

    /// <summary>A range of all ports costs the most: 65,535 listeners for one word.</summary>
    private const long BytesMax = 256L << 20;

    internal static readonly LoadOptions Options = new()
    {
        Balances = Catalogue.Balances,
        Keywords = Catalogue.Keywords,
        Environment = static name => name == "HOME" ? "/root" : null,
        FindUser = static name => name == "root" ? 0u : null,
        FindGroup = static name => name == "root" ? 0u : null,
        ReadFile = static _ => new FileText([], FileFailure.Opening),
        Resolve = static _ => null,
    };

    [Fact]
    public void EveryFileIsReadToItsEnd()
    {
        List<string> texts = KnownTexts.All();
        string[] names = KnownTexts.Names();
        Assert.All(texts, static text => Check(text));
        int good = 0;
        Rounds.Run(
            Files,
            dice => new TextMutator(texts, names, dice).Next(),
            (text, _) => good += Check(text) ? 1 : 0,
            static text => text);
        Assert.True(good > 0, "no file was good: nothing behind the reader was tried");
    }

    /// <summary>Whether the file is good. It ends with a plan, or with an alert that names a line.</summary>
    private static bool Check(string text)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        SourceFile file = new("f.cfg", text);
        ConfigPlan? plan = ConfigLoader.Load([file], Options, out ReportList reports);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < BytesMax, $"{taken >> 20} MB for a file of {text.Length} bytes");
        Assert.Equal(plan is null, reports.Alerts > 0);
        Assert.All(reports, static report => Assert.NotEmpty(ReportPrinter.Text(report, 7)));
        if (plan is not null)
        {
            CheckConversion(file);
        }

        return plan is not null;
    }

    /// <summary>A good file is a good one in today's spelling, and what is of today stays.</summary>
    private static void CheckConversion(SourceFile file)
    {
        ConvertedText today = Converter.Convert(file, Options, out _)!;
        ConvertedText? again = Converter.Convert(
            new SourceFile("today.cfg", today.Text), Options, out ReportList reports);
        Assert.True(again is not null, string.Join('\n', reports.Select(static one => one.Message)));
        Assert.Equal(today.Text, again.Text);
    }
}
