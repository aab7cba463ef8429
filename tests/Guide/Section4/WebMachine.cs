using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section4;

/// <summary>
/// A web server of the guide: its port 80, as its own programs reach it, and a shell on it. What was started
/// there as a daemon is ended with it.
/// </summary>
internal sealed class WebMachine : IAsyncDisposable
{
    private const string PidFile = "haproxy-checks.pid";

    private WebMachine(Lan lan, Shell shell)
    {
        Lan = lan;
        Shell = shell;
        Web = new ScriptedServer("web", IPEndPoint.Parse("127.0.0.1:80"), lan.Farm.Tcp) { HasChecks = false };
    }

    public Lan Lan { get; }

    public Shell Shell { get; }

    /// <summary>The web server itself.</summary>
    public ScriptedServer Web { get; }

    /// <summary>The daemon, as its pid file says.</summary>
    public int Pid => int.Parse(Shell.ReadRun(PidFile));

    /// <param name="text">The daemon's configuration; the guide's unless said otherwise.</param>
    public static async Task<WebMachine> Open(string? text = null)
    {
        Lan lan = new();
        return new WebMachine(lan, await OpenShell(lan, text ?? GuideText.Section421.Text));
    }

    /// <summary>A shell there, with the daemon's configuration where the guide has it.</summary>
    public static Task<Shell> OpenShell(Lan lan, string text) =>
        Shell.Open(lan.Farm, "/etc/haproxy/haproxy-checks.cfg", text);

    /// <summary>A balancer's connection to port 81.</summary>
    public Task<RawConnection> Connect(string to = "192.168.1.11") => RawConnection.Open(
        IPAddress.Parse("192.168.1.1"), new IPEndPoint(IPAddress.Parse(to), 81), make: Lan.Front.Tcp);

    /// <summary>Returns when the daemon and its children are gone.</summary>
    public Task HasEnded() => HasEnded(Shell);

    /// <summary>The same for a shell alone.</summary>
    public static async Task HasEnded(Shell shell)
    {
        if (!File.Exists(shell.RunPath(PidFile))) return;
        if (!int.TryParse(shell.ReadRun(PidFile), out int pid)) return;
        await Patience.Until(() => !ProcessTree.IsAlive(pid), () => $"the daemon {pid} is still there");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Shell.Type($"kill $(</var/run/{PidFile})");
            await HasEnded();
        }
        finally
        {
            await Shell.DisposeAsync();
            await Web.DisposeAsync();
            Lan.Dispose();
        }
    }
}
