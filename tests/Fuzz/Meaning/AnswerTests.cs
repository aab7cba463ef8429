using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Language.Keywords;
using Weir.Tests.Fuzz.Agreement;
using Weir.Tests.Fuzz.Parsers;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Fuzz.Meaning;

/// <summary>
/// A changed file that both products accept has the same effect in both: they answer the same requests with
/// the same bytes, and send a server the same.
/// </summary>
public sealed partial class AnswerTests
{
    private const int Files = 4;
    private const int ChangedLines = 16;
    private const int GoodLines = 10;
    private const int WaitMs = 10_000;

    private static readonly string[] s_requests =
    [
        "GET / HTTP/1.1\r\nHost: WWW.site\r\nX-A: one\r\nConnection: close\r\n\r\n",
        "GET /static/img/a.css?a=b&abc HTTP/1.1\r\nHost: o.site:80\r\nCookie: x=y; A=1; B=s4\r\n"
            + "X-A: One, two\r\nX-A: three\r\nConnection: close\r\n\r\n",
        "POST /y HTTP/1.1\r\nHost: o\r\nContent-Length: 3\r\nX-Forwarded-For: 10.0.0.1\r\n"
            + "Connection: close\r\n\r\nabc",
        "HEAD /x HTTP/1.0\r\nUser-Agent: gen/1\r\n\r\n",
    ];

    [Fact]
    public void WhatBothAcceptIsAnsweredAlike()
    {
        if (Haproxy.Program is null) return;
        new ChangedFiles
        {
            Known = KnownLines.Rules(),
            Files = Files,
            ChangedLines = ChangedLines,
            GoodLines = GoodLines,
            Comparable = Comparable,
        }.Compare(Compare);
    }

    /// <summary>
    /// Servers get names of their own, and all are the one that echoes. What waits for a time, or is left to
    /// chance, is left out.
    /// </summary>
    private static List<Placed> Comparable(IEnumerable<Placed> lines)
    {
        List<Placed> left = [];
        foreach (Placed placed in lines)
        {
            string[] words = placed.Line.Split(' ');
            if (Unlike().IsMatch(placed.Line)) continue;
            if (words[0] == "server" && words.Length > 2) words[1] = $"s{left.Count}";
            left.Add(placed with { Line = string.Join(' ', words) });
        }

        return left;
    }

    private static bool Compare(List<Placed> lines, List<string> found)
    {
        Loopback net = new();
        List<Placed> good = Comparison.Accepted(lines);
        string text = TextOf(good, net);
        if (!Haproxy.Judge(text).IsAccepted || !Own.Judge(text).IsAccepted) return false;
        using EchoServer server = new(net["192.168.1.4:80"]);
        string[] theirs = Started.While(Haproxy.Program!, text, Ask);
        string[] ours = Started.While(Binaries.Weir, text, Ask);
        for (int i = 0; i < ours.Length; i++)
        {
            if (ours[i] == theirs[i]) continue;
            found.Add($"{Difference.Show(good)}\n{s_requests[i % s_requests.Length]}haproxy:\n{theirs[i]}\n"
                + $"Weir:\n{ours[i]}");
            break;
        }

        return true;

        string[] Ask() =>
        [
            .. s_requests.Select(one => Answer(net["192.168.1.1:80"], one)),
            .. s_requests.Select(one => Answer(net["192.168.1.2:80"], one)),
        ];
    }

    private static string TextOf(List<Placed> lines, Loopback net) => ChangedFiles.TextOf(lines, net)
        .Replace("127.0.0.1:81 check", "127.0.0.1:81", StringComparison.Ordinal)
        .Replace("127.0.0.1:81", $"{net["192.168.1.4:80"]}", StringComparison.Ordinal);

    /// <summary>All that comes back.</summary>
    private static string Answer(IPEndPoint at, string request)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.ReceiveTimeout = WaitMs;
        socket.Connect(at);
        socket.Send(Encoding.Latin1.GetBytes(request));
        StringBuilder answer = new();
        byte[] bytes = new byte[16384];
        try
        {
            while (socket.Receive(bytes) is > 0 and var count)
            {
                answer.Append(Encoding.Latin1.GetString(bytes, 0, count));
            }
        }
        catch (SocketException error)
        {
            answer.Append('<').Append(error.SocketErrorCode).Append('>');
        }

        return FieldName().Replace(answer.ToString(), static name => name.Value.ToLowerInvariant());
    }

    /// <summary>haproxy writes them small, Weir as they came.</summary>
    [GeneratedRegex("^[-A-Za-z]+:", RegexOptions.Multiline)]
    private static partial Regex FieldName();

    [GeneratedRegex(
        "tarpit|rand|timeout|check|source|interface|transparent|stats|^mode|len 0|disabled$")]
    private static partial Regex Unlike();
}
