using System;
using System.Text;
using Weir.Ground.Net;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;
using Weir.Relay.Log;
using Weir.Relay.Log.Lines;
using Weir.Relay.Stream;
using Weir.Tests.Unit.Model;
using Xunit;

namespace Weir.Tests.Unit.Relay.Log;

/// <summary>Layouts on one stream: what each variable says, and how (manual 8.2.6).</summary>
public sealed class LineWriterTests
{
    private const string Captured = "{www|#22a#7Cb]|} ";

    private const string ClassicHttp =
        "10.0.0.9:50000 [09/Sep/2001:01:46:40.007] f f/s1 1/2/3/4/15 200 99 S=1 - --VN 9/8/7/6/2 4/5 "
        + Captured + "{|} \"GET /p/a?q=1 HTTP/1.1\"";

    [Theory]
    [InlineData("option httplog", ClassicHttp)]
    [InlineData("option tcplog",
        "10.0.0.9:50000 [09/Sep/2001:01:46:39.995] f f/s1 2/3/27 99 -- 9/8/7/6/2 4/5")]
    [InlineData("option httplog clf",
        "10.0.0.9 - - [09/Sep/2001:01:46:40 +0000] \"GET /p/a?q=1 HTTP/1.1\" 200 99 \"\" \"\" 50000 995 "
        + "\"f\" \"f\" \"s1\" 1 2 3 4 15 --VN 9 8 7 6 2 4 5 \"S=1\" \"\" \"www\" \"#22a#7Cb]\" \"\" "
        + "\"\" \"\"")]
    [InlineData("option httplog\n option logasap",
        "10.0.0.9:50000 [09/Sep/2001:01:46:40.007] f f/s1 1/2/3/4/+15 200 +99 S=1 - --VN 9/8/7/6/2 4/5 "
        + Captured + "{|} \"GET /p/a?q=1 HTTP/1.1\"")]
    [InlineData("log-format \"%U %Th %Ti %Tq %Td %Tt %Tu %Ts %ms %pid %fi %fp %si %sp\"",
        "31 0 12 13 5 27 15 999999999 995 77 10.0.0.1 80 10.0.0.2 8080")]
    [InlineData("log-format \"%HM %HU %HP %HPO %HQ %HV %T %trg %H\"",
        "GET /p/a?q=1 /p/a /p/a ?q=1 HTTP/1.1 09/Sep/2001:01:46:39 +0000 09/Sep/2001:01:46:40 +0000 here")]
    [InlineData("log-format \"%{+X}o %ci %cp %ms %pid %Ts %ST\"", "0A000009 C350 3E3 004D 3B9AC9FF 200")]
    [InlineData("log-format \"%{+Q}o %s %ci %ST %{-Q}b %CS\"", "\"s1\" \"10.0.0.9\" 200 f \"\"")]
    [InlineData("log-format \"%{+E}hr %{+Q,+E}r\"", "{www|#22a#7Cb\\]|} \"GET /p/a?q=1 HTTP/1.1\"")]
    [InlineData("log-format \"  100%%  a%ST  \"", "100% a200 ")]
    public void ALineIsWhatItsLayoutSays(string lines, string expected) =>
        Assert.Equal(expected, Written(lines, Stream()));

    [Theory]
    [InlineData("option httplog",
        "10.0.0.9:50000 [09/Sep/2001:01:46:40.007] f f/<NOSRV> -1/-1/-1/-1/15 400 0 - - PR-- 9/8/7/6/0 0/0 "
        + "\"<BADREQ>\"")]
    [InlineData("option httplog clf",
        "10.0.0.9 - - [09/Sep/2001:01:46:40 +0000] \"<BADREQ>\" 400 0 \"\" \"\" 50000 995 \"f\" \"f\" "
        + "\"<NOSRV>\" -1 -1 -1 -1 15 PR-- 9 8 7 6 0 0 0 \"\" \"\" ")]
    [InlineData("log-format \"%hr x %HM|%{+Q}HQ %sp %si %Tq %Td [%hs]\"",
        " x <BADREQ>|\"<BADREQ>\" - - -1 -1 []")]
    public void WhatWasNotReadIsSaidOnceAndWithoutGaps(string lines, string expected)
    {
        StreamState stream = new()
        {
            BeganMs = 1012,
            BeganWallMs = 1_000_000_000_007,
            HeadDoneMs = -1,
            QueueDoneMs = -1,
            ConnectedMs = -1,
            AnsweredMs = -1,
            Status = 400,
            End = StreamEnd.Of('P', 'R'),
        };
        Assert.Equal(expected, Written(lines, stream));
    }

    [Fact]
    public void ARedispatchIsAPlusBeforeTheRetries()
    {
        StreamState stream = Stream();
        stream.Flags |= StreamFlags.Redispatched;
        Assert.Equal("+2 x", Written("log-format \"%rc x\"", stream));
    }

    [Fact]
    public void ALineEndsWhereItsRoomDoes()
    {
        const string Layout = "log-format \"%ci:%cp %s\"";
        Assert.Equal("10.0.0.9:50000 s1", Written(Layout, Stream(), most: 20));
        Assert.Equal("10.0.0.9:", Written(Layout, Stream(), most: 10)); // no half of a number
    }

    [Fact]
    public void AShorterRoomGivesABeginningOfTheLineAndTouchesNothingBehindIt()
    {
        for (int most = 0; most <= ClassicHttp.Length; most++)
        {
            byte[] room = new byte[most + LineText.Slack + 1];
            room[^1] = 0xaa;
            int length = Write(room.AsSpan(..^1), "option httplog", Stream());
            Assert.InRange(length, 0, most);
            string written = Encoding.ASCII.GetString(room, 0, length);
            Assert.StartsWith(written, ClassicHttp, StringComparison.Ordinal);
            Assert.Equal(0xaa, room[^1]);
        }
    }

    [Fact]
    public void WritingALineAllocatesNothing()
    {
        byte[] room = new byte[1024];
        ProxyPlan frontend = Frontend("option httplog");
        LineWriter writer = new(77, "here"u8.ToArray());
        StreamState stream = Stream();
        WriteTo(room, frontend, writer, stream);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            WriteTo(room, frontend, writer, stream);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static StreamState Stream() => new()
    {
        BeganMs = 1012,
        BeganWallMs = 1_000_000_000_007,
        HeadDoneMs = 1013,
        QueueDoneMs = 1015,
        ConnectedMs = 1018,
        AnsweredMs = 1022,
        Status = 200,
        BytesIn = 31,
        BytesOut = 99,
        RetriesDone = 2,
        ServerQueue = 4,
        BackendQueue = 5,
        RequestCookie = (byte)'V',
        ResponseCookie = (byte)'N',
        End = StreamEnd.Normal,
    };

    private static ProxyPlan Frontend(string lines) => Config.Good(
        Config.QuietDefaults + "listen f\n bind :80\n capture cookie S len 9\n"
        + " capture request header Host len 9\n capture request header A len 9\n"
        + " capture request header B len 9\n capture response header C len 9\n"
        + $" capture response header D len 9\n {lines}\n").Proxies[0];

    private static string Written(string lines, in StreamState stream, int most = 1024)
    {
        byte[] room = new byte[most + LineText.Slack];
        return Encoding.ASCII.GetString(room, 0, Write(room, lines, stream));
    }

    private static int Write(Span<byte> into, string lines, in StreamState stream) =>
        WriteTo(into, Frontend(lines), new LineWriter(77, "here"u8.ToArray()), stream);

    private static int WriteTo(Span<byte> into, ProxyPlan frontend, LineWriter writer, in StreamState stream)
    {
        bool wasRead = stream.HeadDoneMs >= 0;
        Span<byte> kept = stackalloc byte[64];
        CaptureList captures = new(kept);
        captures.Add("S"u8, "1"u8, 9);
        captures.Add("www"u8, 9);
        captures.Add("\"a|b]"u8, 9);
        captures.AddNothing();
        return writer.Write(into, frontend.Log.Layout!, new LogFacts
        {
            Peer = IpEndpoint.V4(0x0A000009, 50000),
            Local = IpEndpoint.V4(0x0A000001, 80),
            Frontend = frontend,
            Backend = frontend,
            Server = wasRead ? "s1"u8 : "<NOSRV>"u8,
            ServerAddress = wasRead ? IpEndpoint.V4(0x0A000002, 8080) : default,
            RequestLine = wasRead ? "GET /p/a?q=1 HTTP/1.1"u8 : default,
            RequestCaptures = wasRead ? kept[..captures.Length] : default,
            Active = 9,
            FrontendConnections = 8,
            BackendConnections = 7,
            ServerConnections = 6,
            SinceMs = 1000,
            SinceWallMs = 999_999_999_995,
            NowMs = 1027,
            HasCookieMode = wasRead,
        }, stream);
    }
}
