using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Weir.Language.Keywords;
using Weir.Tests.Fuzz.Agreement;
using Weir.Tests.Fuzz.Parsers;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Fuzz.Meaning;

/// <summary>
/// A changed file that both products accept is the same to both, as far as their statistics tell: modes,
/// limits, algorithms, cookies, servers' weights, addresses, kinds, checks' counts and numbers.
/// </summary>
public sealed partial class MeaningTests
{
    private const int Files = 6;
    private const int ChangedLines = 30;
    private const int GoodLines = 20;

    /// <summary>Words that statistics tell something of, and those that turn such words off.</summary>
    private static readonly HashSet<string> s_told =
    [
        "server", "default-server", "maxconn", "fullconn", "balance", "cookie", "mode", "disabled", "enabled",
        "hash-type", "retries", "backlog", "option", "no", "use_backend", "default_backend",
        "http-check", "source", "timeout",
    ];

    [Fact]
    public void WhatBothAcceptIsTheSameToBoth()
    {
        if (Haproxy.Program is null) return;
        new ChangedFiles
        {
            Known = [.. KnownLines.Kept().Where(
                static one => one.In != Sections.Global && s_told.Contains(one.Line.Split(' ')[0]))],
            Files = Files,
            ChangedLines = ChangedLines,
            GoodLines = GoodLines,
            Comparable = Comparable,
        }.Compare(Compare);
    }

    /// <summary>
    /// What the two tell differently though they mean the same is left out: 2.6 has no name for 'random', no
    /// weight for servers that nothing is balanced over, and tells a port that is the client's as 0. Servers
    /// get names of their own: two of one name are refused.
    /// </summary>
    private static List<Placed> Comparable(IEnumerable<Placed> lines)
    {
        List<Placed> left = [];
        foreach (Placed placed in lines)
        {
            string[] words = placed.Line.Split(' ');
            bool isServer = words[0] == "server" && words.Length > 2;
            if (isServer) words[1] = $"s{left.Count}";
            bool isTold = !placed.Line.Contains("transparent") && !placed.Line.Contains("random")
                && (!isServer || WrittenPort().IsMatch(words[2]));
            if (isTold) left.Add(placed with { Line = string.Join(' ', words) });
        }

        return left;
    }

    private static bool Compare(List<Placed> lines, List<string> found)
    {
        List<Placed> good = Comparison.Accepted(lines);
        Loopback net = new();
        string text = ChangedFiles.TextOf(good, net)
            + $"global\n maxconn 1000\ndefaults\nlisten figures\n bind {net["192.168.1.3:80"]}\n mode http\n"
            + " timeout client 30s\n timeout server 30s\n timeout connect 5s\n"
            + " stats show-legends\n stats uri /figures\n";
        if (!Haproxy.Judge(text).IsAccepted || !Own.Judge(text).IsAccepted) return false;
        string theirs = ToldFacts.Of(Started.While(Haproxy.Program!, text, Ask));
        string ours = ToldFacts.Of(Started.While(Binaries.Weir, text, Ask));
        if (theirs != ours)
        {
            found.Add($"{Difference.Show(good)}\nhaproxy:\n{ToldFacts.Without(theirs, ours)}\n"
                + $"Weir:\n{ToldFacts.Without(ours, theirs)}");
        }

        return true;

        string Ask() => Started.Figures(net["192.168.1.3:80"]);
    }

    [GeneratedRegex(@"[^-+]:\d+$")]
    private static partial Regex WrittenPort();
}
