using System;
using System.Collections.Generic;
using Xunit;

namespace Weir.Tests.Cases;

public sealed class CaseTests
{
    private const int PairsLengthMax = 80;

    private static readonly string[] Files =
    [
        "request-line", "request-fields", "content-length", "transfer-encoding", "host", "connection",
        "status-line", "response-body", "chunks", "cookies",
    ];

    public static TheoryData<string, int, string> EveryRow
    {
        get
        {
            TheoryData<string, int, string> rows = [];
            foreach (string file in Files)
            {
                List<Case> cases = Case.ReadFile(file);
                for (int i = 0; i < cases.Count; i++)
                {
                    rows.Add(file, i, Bytes.Show(cases[i].Input));
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(EveryRow))]
    public void TraceIsTheSameHoweverTheBytesArrive(string file, int row, string shown)
    {
        Case one = Case.ReadFile(file)[row];
        Assert.Equal(shown, Bytes.Show(one.Input));
        Assert.Equal(one.Trace, one.RunFirst(one.Input.Length));
        switch (one.Kind.Split(' ')[0])
        {
            case "request" or "response":
                EveryPrefixIsIncompleteOrTheVerdict(one);
                break;
            case "chunks":
                EveryCutGivesTheSame(one);
                break;
        }
    }

    [Fact]
    public void FilesHoldSomeHundredsOfCases()
    {
        int count = 0;
        foreach (string file in Files)
        {
            int rows = Case.ReadFile(file).Count;
            Assert.True(rows > 0, file);
            count += rows;
        }

        Assert.True(count >= 300, $"{count} cases");
    }

    /// <summary>
    /// The parsers keep nothing between calls: when this holds for every prefix, it holds for every way of
    /// cutting.
    /// </summary>
    private static void EveryPrefixIsIncompleteOrTheVerdict(Case one)
    {
        bool decided = false;
        string verdict = WithoutRest(one.Trace);
        for (int count = 0; count < one.Input.Length; count++)
        {
            string trace = WithoutRest(one.RunFirst(count));
            Assert.True(
                trace == (decided ? verdict : Trace.Incomplete) || trace == verdict,
                $"{trace} after {count} bytes, {verdict} after all");
            decided = trace == verdict && trace != Trace.Incomplete;
        }
    }

    private static void EveryCutGivesTheSame(Case one)
    {
        int length = one.Input.Length;
        int[] everywhere = new int[length];
        for (int first = 0; first < length; first++)
        {
            everywhere[first] = first;
            Assert.Equal(one.Trace, Trace.OfChunks(one.Input, [first]));
            for (int second = first; second < length && length <= PairsLengthMax; second++)
            {
                Assert.Equal(one.Trace, Trace.OfChunks(one.Input, [first, second]));
            }
        }

        Assert.Equal(one.Trace, Trace.OfChunks(one.Input, everywhere));
    }

    /// <summary>
    /// How many bytes follow the head depends on how many have arrived, and on nothing else.
    /// </summary>
    private static string WithoutRest(string trace)
    {
        int at = trace.IndexOf(" rest=", StringComparison.Ordinal);
        int end = at < 0 ? -1 : trace.IndexOf(' ', at + 1);
        return at < 0 ? trace : trace[..at] + (end < 0 ? "" : trace[end..]);
    }
}
