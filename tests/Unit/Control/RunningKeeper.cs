using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Weir.Control;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Weir.Model.Plan.Logs;
using Weir.Rules.Balance;

namespace Weir.Tests.Unit.Control;

/// <summary>
/// A keeper on a thread of its own, one backend "px" with servers a, b, c, ..., its log on a UDP socket.
/// </summary>
internal sealed class RunningKeeper : IDisposable
{
    private readonly Socket _log = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly ConfigPlan _plan;
    private int _master = -1;
    private Task<int> _loop = Task.FromResult(0);

    public RunningKeeper(params CheckPlan?[] checks)
        : this(checks, backups: 0, connectTimeoutMs: -1)
    {
    }

    public RunningKeeper(CheckPlan?[] checks, int backups, int connectTimeoutMs)
    {
        _log.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _log.ReceiveTimeout = 10_000;
        int active = checks.Length - backups;
        ServerPlan[] servers = [.. checks.Select((check, i) => NewServer(check, i, i >= active))];
        _plan = NewPlan(servers, connectTimeoutMs);
        Board = Board.InPrivateMemory(new BoardShape(Workers: 2, Proxies: 1, Servers: servers.Length));
        BoardSetup.Initialise(_plan, Board);
    }

    public Board Board { get; }

    /// <summary>
    /// A check whose answer may take long, so that a busy machine fails no test; -1: the interval bounds it.
    /// </summary>
    public static CheckPlan Http(int port, int intervalMs = 30, int timeoutMs = 10_000) => new()
    {
        Kind = CheckKind.Http,
        Http = new HttpCheckPlan { Head = "HEAD /index.html HTTP/1.0\r\n\r\n"u8.ToArray() },
        Address = IpEndpoint.V4(0x7f000001, (ushort)port),
        IntervalMs = intervalMs,
        TimeoutMs = timeoutMs,
    };

    public static CheckPlan Tcp(int port, int intervalMs = 30) =>
        new() { Address = IpEndpoint.V4(0x7f000001, (ushort)port), IntervalMs = intervalMs };

    public RunningKeeper Start()
    {
        Sys.MessagePair(out _master, out int child);
        _loop = Task.Factory.StartNew(
            () =>
            {
                int result = KeeperLoop.Run(new KeeperSetup
                {
                    Plan = _plan,
                    Board = Board,
                    Control = child,
                    MasterPid = 42,
                    IsQuiet = true,
                });
                Sys.Close(child);
                return result;
            },
            TaskCreationOptions.LongRunning);
        return this;
    }

    /// <summary>The next event logged, without its date.</summary>
    public string NextEvent()
    {
        byte[] into = new byte[2000];
        string line = Encoding.Latin1.GetString(into, 0, _log.Receive(into));
        const string Sender = "haproxy[42]: ";
        string message = line[(line.IndexOf(Sender, StringComparison.Ordinal) + Sender.Length)..];
        return line[..(line.IndexOf('>') + 1)] + message.TrimEnd('\n');
    }

    public Task<int> SoftStop()
    {
        Sys.Write(_master, [(byte)ControlMessage.SoftStop]);
        return _loop;
    }

    public Task<int> HangUp()
    {
        Sys.Close(_master);
        _master = -1;
        return _loop;
    }

    public void Dispose()
    {
        if (_master >= 0)
        {
            HangUp();
        }

        _loop.Wait(TimeSpan.FromSeconds(10));
        _log.Dispose();
    }

    private static ServerPlan NewServer(CheckPlan? check, int index, bool backup) => new()
    {
        Id = index,
        Index = index,
        Name = ((char)('a' + index)).ToString(),
        NameText = [(byte)('a' + index)],
        Address = IpEndpoint.V4(0x7f000001, 80),
        Backup = backup,
        Check = check,
    };

    private ConfigPlan NewPlan(ServerPlan[] servers, int connectTimeoutMs)
    {
        LogTarget target = new()
        {
            Transport = LogTransport.Udp,
            Address = IpEndpoint.V4(0x7f000001, (ushort)((IPEndPoint)_log.LocalEndPoint!).Port),
            Facility = 16,
        };
        ProxyPlan proxy = new()
        {
            Id = 0,
            Name = "px",
            NameText = "px"u8.ToArray(),
            Log = new LogPlan { Targets = [target] },
            Backend = new BackendPlan
            {
                Balance = BalanceTable.Rows[0],
                Servers = servers,
                ConnectTimeoutMs = connectTimeoutMs,
            },
        };
        return new ConfigPlan
        {
            Global = new GlobalPlan(),
            Proxies = [proxy],
            Listeners = [],
            Servers = servers,
        };
    }
}
