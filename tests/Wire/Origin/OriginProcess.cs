using System;
using System.Diagnostics;
using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Origin;

/// <summary>One `weir origin` with two servers on free ports. Up when it has said where it listens.</summary>
public sealed class OriginProcess : IAsyncLifetime
{
    private Process? _process;

    public int Pid => _process!.Id;

    public IPEndPoint A { get; private set; } = new(IPAddress.None, 0);

    public IPEndPoint B { get; private set; } = new(IPAddress.None, 0);

    public async Task InitializeAsync()
    {
        _process = Start("origin", "--listen", "127.0.0.1:0,127.0.0.1:0");
        A = await Announced("A");
        B = await Announced("B");
    }

    public async Task DisposeAsync()
    {
        ProcessTree.Signal(_process!.Id, ProcessTree.SigTerm);
        await Patience.Until(() => _process.HasExited, () => "weir origin ignores TERM");
        _process.Dispose();
    }

    internal static Process Start(params string[] words)
    {
        ProcessStartInfo start = new(Binaries.Weir, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    internal static Task<RawConnection> Connect(IPEndPoint to) => RawConnection.Open(IPAddress.Loopback, to);

    private async Task<IPEndPoint> Announced(string name)
    {
        string prefix = $"{name} listens on ";
        string line = await Patience.For(
            async stop => await _process!.StandardOutput.ReadLineAsync(stop) ?? "",
            () => "weir origin does not say where it listens");
        Assert.StartsWith(prefix, line, StringComparison.Ordinal);
        return IPEndPoint.Parse(line[prefix.Length..]);
    }
}
