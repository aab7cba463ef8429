using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Origin;

/// <summary>How `weir origin` fails: by order, by health, and when its client or its user errs.</summary>
public sealed class OriginFailures(OriginProcess origin) : IClassFixture<OriginProcess>
{
    [Fact]
    public async Task ClosedWithoutAnAnswer() => await (await Ask("/?fail=close")).ExpectEnd();

    [Fact]
    public async Task ResetWithoutAnAnswer() => await (await Ask("/?fail=reset")).ExpectReset();

    [Fact]
    public async Task GarbageInPlaceOfAnAnswer()
    {
        RawConnection client = await Ask("/?fail=garbage");
        Assert.DoesNotContain("HTTP/", await client.ReadToEnd());
    }

    [Theory]
    [InlineData("/size/1000?fail=close&at=10")]
    [InlineData("/size/10?fail=close&at=10")]
    public async Task TheBodyIsCutWhereOrdered(string target)
    {
        RawConnection client = await Ask(target);
        await client.ReadThrough();
        await client.Expect("0123456789");
        await client.ExpectEnd();
    }

    [Fact]
    public async Task ACutChunkedBodyHasNoLastChunk()
    {
        RawConnection client = await Ask("/size/1000?chunked=1&fail=close&at=10");
        await client.ReadThrough();
        Assert.Equal("a\r\n0123456789\r\n", await client.ReadToEnd());
    }

    [Fact]
    public async Task AStalledAnswerNeverComesButTheOthersDo()
    {
        RawConnection stalled = await Ask("/size/1000?fail=stall&at=4");
        await stalled.ReadThrough();
        await stalled.Expect("0123");
        RawConnection client = await Ask("/?close=1");
        Assert.Contains("hello from A", await client.ReadToEnd());
        stalled.Finish();
        await stalled.ExpectEnd();
    }

    [Fact]
    public async Task TheCheckedPageFollowsTheSwitchAndOnlyOnThatServer()
    {
        await Ask("/health/down?close=1", last: true);
        Assert.StartsWith("HTTP/1.1 404 Not Found\r\n", await Answer("/index.html"));
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await Answer("/other.html"));
        await using RawConnection other = await OriginProcess.Connect(origin.B);
        await other.Send("HEAD /index.html HTTP/1.0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await other.ReadToEnd());
        await Ask("/health/up?close=1", last: true);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await Answer("/index.html"));
    }

    [Theory]
    [InlineData("GET /\r\n\r\n")]
    [InlineData("GET / HTTP/2.0\r\n\r\n")]
    [InlineData("\r\nGET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost : a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nA: 1\r\n folded\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: +1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1")]
    [InlineData("GET / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\nx")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxy")]
    public async Task WhatIsAmbiguousIsRefused(string bytes)
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send(bytes);
        Assert.Equal(
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            await client.ReadToEnd());
    }

    [Fact]
    public async Task AHeadWithoutAnEndIsRefused()
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send("GET / HTTP/1.1\r\nA: " + new string('a', 70000));
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", await client.ReadToEnd());
    }

    [Theory]
    [InlineData("--listen", "127.0.0.1")]
    [InlineData("--listen", "nowhere:80")]
    [InlineData("-n", "0")]
    [InlineData("-n", "65")]
    [InlineData("--check", "index.html")]
    [InlineData("--unknown", "1")]
    [InlineData("-n")]
    public async Task AWrongWordIsReportedWithTheUsage(params string[] words)
    {
        using Process process = OriginProcess.Start(["origin", .. words]);
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("weir origin: ", errors);
        Assert.Contains("Usage: weir origin", errors);
    }

    [Fact]
    public async Task ATakenAddressIsReported()
    {
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        taken.Listen();
        using Process process = OriginProcess.Start("origin", "--listen", taken.LocalEndPoint!.ToString()!);
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("cannot listen on " + taken.LocalEndPoint, errors);
    }

    [Fact]
    public async Task ClientsThatNoDescriptorIsLeftForWaitAndAreServedLater()
    {
        OriginProcess own = new();
        await own.InitializeAsync();
        try
        {
            ProcessTree.LeaveDescriptors(own.Pid, 1);
            await using RawConnection last = await OriginProcess.Connect(own.A);
            await last.Send("GET / HTTP/1.1\r\n\r\n");
            await last.ReadThrough();
            await using RawConnection waiting = await OriginProcess.Connect(own.B);
            await waiting.Send("GET /?close=1 HTTP/1.1\r\n\r\n");
            // It tries again now and then, and does not turn in a circle meanwhile.
            int slept = ProcessTree.SleepsOf(own.Pid);
            await Patience.Until(() => ProcessTree.SleepsOf(own.Pid) > slept + 3, () => "it spins");
            last.Close();
            Assert.EndsWith("hello from B\n", await waiting.ReadToEnd());
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private async Task<RawConnection> Ask(string target, bool last = false)
    {
        RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        if (last) await client.ReadToEnd();
        return client;
    }

    private async Task<string> Answer(string target)
    {
        RawConnection client = await Ask(target);
        string head = await client.ReadThrough();
        await client.DisposeAsync();
        return head;
    }
}
