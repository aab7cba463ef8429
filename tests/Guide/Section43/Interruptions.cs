using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;
using Xunit.Abstractions;

namespace Weir.Tests.Guide.Section43;

/// <summary>
/// What users notice of many hot reconfigurations. WEIR_TRANSFER_SECONDS makes it last as long as a real
/// download.
/// </summary>
public sealed class Interruptions(ITestOutputHelper output)
{
    private const int LeastRounds = 3;

    [Fact]
    public async Task Id_43_02_And_07_ATransferOutlivesManyAndNewConnectionsAreRefusedDuringThemAlone()
    {
        await using Balancers machine = await Balancers.Open();
        int first = machine.Pid;
        (RawConnection user, RawConnection web) = await BeginTransfer(machine);
        await using RawConnection transfer = user;
        List<(long, long)> times = [];
        await using Callers callers = new(machine);
        Stopwatch clock = Stopwatch.StartNew();
        int rounds = 0;
        for (; rounds < LeastRounds || clock.Elapsed < Duration; rounds++)
        {
            await callers.MoreServed();
            string server = rounds % 2 == 0 ? "192.168.1.12:80" : "192.168.1.11:80";
            await machine.Shell.Type($"cat > /etc/haproxy/config.new <<'END'\n{Balancers.Text(server)}\nEND");
            int old = machine.Pid;
            long began = Stopwatch.GetTimestamp();
            string said = await machine.Shell.Type($"sh {GuideText.Section43.Path}");
            times.Add((began, Stopwatch.GetTimestamp()));
            Assert.EndsWith("stopping previous one.\n[1]", said);
            if (old != first) await Balancers.Ends(old);
            await web.Send("5\r\nround\r\n");
            Assert.Equal("5\r\nround\r\n", await user.ReadThrough("round\r\n"));
            if (Duration > TimeSpan.Zero) await Task.Delay(TimeSpan.FromSeconds(1));
        }

        await callers.MoreServed();
        await callers.End();
        output.WriteLine($"{rounds} reconfigurations in {clock.Elapsed}: {callers}");
        Assert.Empty(callers.Lost);
        Assert.Equal(0, callers.TurnedAwayOutside([.. times]));
        Assert.True(ProcessTree.IsAlive(first));
        await web.Send("0\r\n\r\n");
        Assert.Equal("0\r\n\r\n", await user.ReadToEnd());
        await Balancers.Ends(first);
    }

    [Fact]
    public async Task Id_43_12_NobodyIsRefusedWhenOneCommandDoesIt()
    {
        await using Balancers machine = await Balancers.Open();
        await using Callers callers = new(machine);
        for (int round = 0; round < 3; round++)
        {
            await callers.MoreServed();
            int old = machine.Pid;
            Assert.Equal("[0]", await machine.Shell.Type($"{Balancers.Start} -sf {old}"));
            await Balancers.Ends(old);
        }

        await callers.MoreServed();
        await callers.End();
        output.WriteLine(callers.ToString());
        Assert.Empty(callers.Lost);
        Assert.Equal(0, callers.Refused);
    }

    // A run of the tests has no minutes for it.
    private static TimeSpan Duration { get; } = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("WEIR_TRANSFER_SECONDS"), out int own) ? own : 0);

    /// <summary>A download that has begun, and goes on when <c>Web</c> sends more.</summary>
    private static async Task<(RawConnection User, RawConnection Web)> BeginTransfer(Balancers machine)
    {
        machine.A.Serve(null);
        RawConnection user = await machine.Connect();
        await user.Send("GET /large HTTP/1.1\r\nHost: www\r\n\r\n");
        RawConnection web = await machine.A.Accept();
        machine.AnswerWithNames();
        await web.ReadThrough();
        await web.Send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        await user.ReadThrough();
        return (user, web);
    }
}
