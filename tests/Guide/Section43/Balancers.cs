using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section43;

/// <summary>
/// A load balancer's machine with a shell on it, two web servers behind, and the log. Daemons that were
/// started there are ended with it.
/// </summary>
internal sealed partial class Balancers : IAsyncDisposable
{
    public const string PidFile = "haproxy.pid";
    public const string Start = "haproxy -p /var/run/haproxy.pid -f /etc/haproxy/config";

    private readonly HashSet<int> _pids = [];

    private Balancers(Lan lan, Shell shell)
    {
        Lan = lan;
        Shell = shell;
        Log = new SyslogSink(Product.Weir, IPEndPoint.Parse("127.0.0.1:514"), lan.Front.Udp);
        A = Server("a", "192.168.1.11:80");
        B = Server("b", "192.168.1.12:80");
        AnswerWithNames();
    }

    public Lan Lan { get; }

    public Shell Shell { get; }

    public SyslogSink Log { get; }

    public ScriptedServer A { get; }

    public ScriptedServer B { get; }

    /// <summary>The daemon, as its pid file says.</summary>
    public int Pid
    {
        get
        {
            int pid = int.Parse(Shell.ReadRun(PidFile));
            _pids.Add(pid);
            return pid;
        }
    }

    /// <summary>A file with two proxies: port 80, and port 8080, each to this server.</summary>
    public static string Text(string server, string global = "", string lines = "") =>
        $"""
        global
            daemon
            nbthread 2
            log 127.0.0.1 local0
        {global}
        defaults
            mode http
            log global
            timeout client 30s
            timeout server 30s
            timeout connect 5s
        {lines}
        listen web
            bind 192.168.1.1:80
            server s {server}
        listen other
            bind 192.168.1.1:8080
            server s {server}

        """;

    /// <summary>The machine, its first instance serving with server A.</summary>
    public static async Task<Balancers> Open(string global = "", string lines = "")
    {
        Lan lan = new();
        Balancers all = new(
            lan, await Shell.Open(lan.Front, "/etc/haproxy/config", Text("192.168.1.11:80", global, lines)));
        string said = await all.Shell.Type(Start);
        if (!said.EndsWith("[0]", StringComparison.Ordinal)) throw new InvalidOperationException(said);
        _ = all.Pid;
        return all;
    }

    public Task<RawConnection> Connect(int port = 80) =>
        RawConnection.Open(IPAddress.Parse("10.1.2.3"), At(port), make: Lan.Front.Tcp);

    /// <summary>The body of an answer.</summary>
    public async Task<string> Ask(int port = 80)
    {
        await using RawConnection client = await Connect(port);
        await client.Send("GET / HTTP/1.0\r\n\r\n");
        return (await client.ReadToEnd()).Split("\r\n\r\n")[^1];
    }

    /// <summary>Each server answers by itself, as it does until a test plays it by hand.</summary>
    public void AnswerWithNames()
    {
        foreach (ScriptedServer server in new[] { A, B })
        {
            server.Answer($"HTTP/1.0 200 OK\r\n\r\n{server.Name}");
        }
    }

    public bool Listens(int port) => Lan.Front.IsListening(At(port));

    public Task NobodyListens() =>
        Patience.Until(() => !Listens(80) && !Listens(8080), () => "somebody listens still");

    /// <summary>Paused, and told so.</summary>
    public async Task Pause()
    {
        await Shell.Type("kill -TTOU $(cat /var/run/haproxy.pid)");
        await Log.Event("Paused proxy web.");
        await Log.Event("Paused proxy other.");
    }

    public static Task Ends(int pid) =>
        Patience.Until(() => !ProcessTree.IsAlive(pid), () => $"{pid} is still there");

    /// <summary>Somebody else's listening socket; the framework binds with SO_REUSEADDR.</summary>
    public Socket Foreign(int port)
    {
        Socket socket = Lan.Front.Tcp();
        socket.Bind(At(port));
        socket.Listen();
        return socket;
    }

    /// <summary>Binds a socket without any option; 0, or why not.</summary>
    public int BindWithoutOptions(int port)
    {
        using Socket socket = Lan.Front.Tcp();
        byte[] at = [2, 0, (byte)(port >> 8), (byte)port, 192, 168, 1, 1, .. new byte[8]]; // AF_INET
        return Bind(socket.SafeHandle, at, (uint)at.Length) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (File.Exists(Shell.RunPath(PidFile))) _ = Pid;
            foreach (int pid in _pids) ProcessTree.Signal(pid, ProcessTree.SigTerm);
            foreach (int pid in _pids) await Ends(pid);
        }
        finally
        {
            await Shell.DisposeAsync();
            await A.DisposeAsync();
            await B.DisposeAsync();
            Log.Dispose();
            Lan.Dispose();
        }
    }

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(SafeSocketHandle socket, byte[] address, uint length);

    private static IPEndPoint At(int port) => new(IPAddress.Parse("192.168.1.1"), port);

    private ScriptedServer Server(string name, string at) =>
        new(name, IPEndPoint.Parse(at), Lan.Farm.Tcp) { HasChecks = false };
}
