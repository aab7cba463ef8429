using System;
using System.Text;
using System.Threading;
using Weir.Control.Questions;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Control.Stats.Columns;

/// <summary>
/// The facts of one line: a frontend, a server or a backend, gathered from plan and board when the line is
/// about to be shown. One object serves for all lines.
/// </summary>
internal sealed class StatLine
{
    /// <summary>Enough for all but names that are longer than any.</summary>
    private const int TextUsual = 160;

    private readonly Board _board;
    private byte[] _status = new byte[TextUsual];
    private byte[] _text = new byte[TextUsual];
    private Instant _now;
    private ServerPlan? _server;
    private ServerPlan? _judged;
    private int _maxConn;
    private bool _hasLegends;
    private UsableCount _usable;
    private ServerRecord _health;
    private CheckRecord _check;
    private int _score;
    private BackendRecord _backend;
    private FrontendCounters _front;
    private ServiceCounters _service;

    public StatLine(Board board) => _board = board;

    public StatKinds Kind { get; private set; }

    public ProxyPlan Proxy { get; private set; } = null!;

    /// <summary>Of a server's line.</summary>
    public ServerPlan Server => _server!;

    public bool IsFrontend => Kind == StatKinds.Frontend;

    public bool IsServer => Kind == StatKinds.Server;

    /// <summary>Of a frontend's line.</summary>
    public ref readonly FrontendCounters Front => ref _front;

    /// <summary>Of a backend's or a server's line.</summary>
    public ref readonly ServiceCounters Service => ref _service;

    public ref readonly ServerRecord Health => ref _health;

    public ref readonly CheckRecord Check => ref _check;

    public ReadOnlySpan<byte> Name => Kind switch
    {
        StatKinds.Frontend => "FRONTEND"u8,
        StatKinds.Backend => "BACKEND"u8,
        _ => Server.NameText,
    };

    /// <summary>The state of a server, as the manual's <c>status</c> has it; also what colours it.</summary>
    public ReadOnlySpan<byte> Status => Kind switch
    {
        StatKinds.Frontend => _board.Decided(Proxy.Id).State switch
        {
            ProxyState.Paused => "PAUSED"u8,
            ProxyState.Stopped => "STOP"u8,
            _ => "OPEN"u8,
        },
        StatKinds.Backend => Proxy.Backend!.Servers.Length == 0 || _backend.IsDown == 0 ? "UP"u8 : "DOWN"u8,
        _ => ServerStatus(),
    };

    /// <summary>Its check is on its way from one state to the other.</summary>
    public bool IsChanging =>
        IsServer && _health.Admin == ServerAdmin.None && Status.Contains((byte)'/');

    public int Waiting => IsServer
        ? Volatile.Read(ref _board.Places.Server(Server.Id).Waiting)
        : Volatile.Read(ref _board.Places.Backend(Proxy.Id).Waiting);

    /// <summary>0: none.</summary>
    public int SessionLimit => Kind switch
    {
        StatKinds.Frontend when Proxy.Frontend!.MaxConn > 0 => Proxy.Frontend.MaxConn,
        StatKinds.Frontend => _maxConn,
        StatKinds.Backend => Proxy.Backend!.FullConn,
        _ => Server.MaxConn,
    };

    public long Weight => IsServer ? _health.WeightShown : _usable.Weight;

    public long WholeWeight => IsServer ? _health.Weight : _usable.WholeWeight;

    /// <summary>Percent of its traffic that a server which starts slowly is given.</summary>
    public StatValue Throttle => _health.StartShare == 0 ? StatValue.Nothing
        : int.Max(1, _health.StartPercent);

    /// <summary>The server that this one tracks.</summary>
    public StatValue Tracked => Server.Tracks is null ? StatValue.Nothing : TextOf(Server.TracksName);

    /// <summary>How often errors of traffic have reached their limit; only where they are counted.</summary>
    public StatValue ErrorLimits => _judged!.Observe is null ? StatValue.Nothing
        : _board.Errors(Server.Id).Limits;

    public long Active => IsServer ? (Server.Backup ? 0 : 1) : _usable.Active;

    public long Backup => IsServer ? (Server.Backup ? 1 : 0) : _usable.Backup;

    public long DownTransitions => IsServer ? _health.DownTransitions : _backend.DownTransitions;

    public long SecondsUnchanged => Since(IsServer ? _health.ChangedAtMs : _backend.ChangedAtMs) / 1000;

    /// <summary>A backend without servers has none.</summary>
    public StatValue SecondsDown
    {
        get
        {
            if (IsServer ? !IsChecked : Proxy.Backend!.Servers.Length == 0)
            {
                return StatValue.Nothing;
            }

            bool isDown = IsServer ? _health.Health == ServerHealth.Down : _backend.IsDown != 0;
            long beforeMs = IsServer ? _check.DownMs : _backend.DownMs;
            long sinceMs = Since(IsServer ? _health.ChangedAtMs : _backend.ChangedAtMs);
            return (beforeMs + (isDown ? sinceMs : 0)) / 1000;
        }
    }

    /// <summary>-1: it has never had one.</summary>
    public long SecondsIdle => _service.LastSessionMs == 0 ? -1 : Since(_service.LastSessionMs) / 1000;

    public Pace SessionPace => IsFrontend ? _front.ConnectionPace : _service.SessionPace;

    /// <summary>Of a backend and a server, those that have ended.</summary>
    public StatValue Requests => IsFrontend ? _front.Requests : OfHttp(SumOf(in _service.Responses));

    public StatValue CheckStatus => !IsAsked ? StatValue.Nothing
        : _health.Checked == 0 ? "INI"u8
        : TextOf(CheckVerdict.NameOf((CheckResult)_health.CheckResult));

    public StatValue CheckDescription => !IsAsked ? StatValue.Nothing
        : _health.Checked == 0 ? "Initializing"u8
        : TextOf(CheckVerdict.ReasonOf((CheckResult)_health.CheckResult));

    /// <summary>Errors of traffic take no time; 2.6 shows them as 2^64 - 1.</summary>
    public StatValue CheckDuration =>
        IsAsked && _health.Checked != 0 && _check.DurationMs >= 0 ? _check.DurationMs : StatValue.Nothing;

    public ReadOnlySpan<byte> CheckInfo => _text.AsSpan(0, _check.CopyInfo(_text));

    public ReadOnlySpan<byte> Mode => Proxy.Mode == ProxyMode.Http ? "http"u8 : "tcp"u8;

    public ReadOnlySpan<byte> Address
    {
        get
        {
            // Without brackets the port would look like a part of it.
            bool isBracketed = Server.Address.Family == IpFamily.V6;
            _text[0] = (byte)'[';
            int start = isBracketed ? 1 : 0;
            int length = start + IpText.FormatAddress(Server.Address, _text.AsSpan(start));
            _text[length] = (byte)']';
            length += start;
            return _text.AsSpan(0, length + AddPort(_text.AsSpan(length)));
        }
    }

    public ReadOnlySpan<byte> Cookie => IsServer ? Server.CookieValue : Proxy.Backend!.Cookie?.Name;

    public ReadOnlySpan<byte> Algorithm => TextOf(Proxy.Backend!.Balance.Name);

    private bool IsChecked => Server.Check is not null;

    /// <summary>Nobody asks how one in maintenance is.</summary>
    private bool IsAsked => IsChecked && _health.Admin == ServerAdmin.None && !_health.IsLeftAlone;

    /// <summary>Takes the facts of a configuration, before any of its lines.</summary>
    /// <param name="plan">The configuration.</param>
    /// <param name="hasLegends">Addresses, cookies and algorithms may be shown.</param>
    /// <param name="now">The time of all that is shown from here on.</param>
    public void Begin(ConfigPlan plan, bool hasLegends, Instant now)
    {
        _maxConn = plan.Global.MaxConn;
        _hasLegends = hasLegends;
        _now = now;
    }

    public void TakeFrontend(ProxyPlan proxy)
    {
        Take(StatKinds.Frontend, proxy);
        _front = new BoardSums(_board, _now.Ms).Frontend(proxy.Id);
    }

    public void TakeBackend(ProxyPlan proxy)
    {
        Take(StatKinds.Backend, proxy);
        _service = new BoardSums(_board, _now.Ms).Backend(proxy.Id);
        _backend = _board.Backend(proxy.Id);
        _usable = UsableCount.Of(proxy, _board);
    }

    public void TakeServer(ProxyPlan proxy, ServerPlan server)
    {
        Take(StatKinds.Server, proxy);
        _server = server;
        _service = new BoardSums(_board, _now.Ms).Server(server.Id);
        _health = _board.Server(server.Id);
        _check = _board.Check(server.Id);
        _judged = server;
        while (_judged.Tracks is not null)
        {
            _judged = _judged.Tracks;
        }

        _score = _board.Server(_judged.Id).CheckScore;
    }

    /// <summary>Those whose status begins with a digit; 0: all others.</summary>
    public StatValue Responses(int first) =>
        OfHttp(IsFrontend ? _front.Responses[first] : _service.Responses[first]);

    public long PerSecond(in Pace pace) => pace.PerSecond(_now.Ms);

    public long Mean(long sum) => _service.Times.Mean(sum);

    /// <summary>Only of a server that is checked.</summary>
    public StatValue OfCheck(long number) => IsChecked ? number : StatValue.Nothing;

    /// <summary>Only of a server that is being checked.</summary>
    public StatValue OfAsked(long number) => IsAsked ? number : StatValue.Nothing;

    /// <summary>Only where health is known: of a checked server, and of a backend.</summary>
    public StatValue OfHealth(long number) => IsServer ? OfCheck(number) : number;

    /// <summary>Only where the page may show it.</summary>
    public StatValue OfLegend(ReadOnlySpan<byte> text) => _hasLegends ? text : StatValue.Nothing;

    /// <summary>Only of a proxy that understands HTTP.</summary>
    public StatValue OfHttp(long number) => Proxy.Mode == ProxyMode.Http ? number : StatValue.Nothing;

    /// <summary>0 for a proxy without HTTP.</summary>
    public long OverHttp1(long number) => Proxy.Mode == ProxyMode.Http ? number : 0;

    private void Take(StatKinds kind, ProxyPlan proxy)
    {
        Kind = kind;
        Proxy = proxy;
        _server = null;
        _health = default;
        _check = default;
    }

    private long Since(long ms) => long.Max(0, _now.Ms - ms);

    /// <summary>What health says, and how far a check is on the way to another one.</summary>
    private ReadOnlySpan<byte> ServerStatus()
    {
        if (_health.Admin != ServerAdmin.None)
        {
            return _health.Admin == ServerAdmin.TrackedMaintenance
                ? TextIn(ref _status, $"MAINT (via {Server.TracksName})")
                : "MAINT"u8;
        }

        bool isUp = _health.Health != ServerHealth.Down;
        string word = _health.Health == ServerHealth.Down ? "DOWN"
            : _health.Health == ServerHealth.Stopping ? "NOLB"
            : _health.Drains != Draining.None ? "DRAIN" : "UP";
        int length = Encoding.ASCII.GetBytes(word, _status);
        if (_judged!.Check is not { } check || _board.Server(_judged.Id).IsLeftAlone)
        {
            return word == "UP" ? "no check"u8 : _status.AsSpan(0, length);
        }

        int top = check.Rise + check.Fall - 1;
        int score = _score;
        bool rests = isUp ? score >= top : score == 0;
        if (!rests)
        {
            _status[length++] = (byte)' ';
            length += AddNumber(_status.AsSpan(length), isUp ? score - check.Rise + 1 : score);
            _status[length++] = (byte)'/';
            length += AddNumber(_status.AsSpan(length), isUp ? check.Fall : check.Rise);
        }

        return _status.AsSpan(0, length);
    }

    private int AddPort(Span<byte> into)
    {
        into[0] = (byte)':';
        return 1 + AddNumber(into[1..], Server.Address.Port);
    }

    private static int AddNumber(Span<byte> into, long number) =>
        System.Buffers.Text.Utf8Formatter.TryFormat(number, into, out int length) ? length : 0;

    private ReadOnlySpan<byte> TextOf(string text) => TextIn(ref _text, text);

    /// <summary>One character is one byte.</summary>
    private static ReadOnlySpan<byte> TextIn(ref byte[] room, string text)
    {
        if (room.Length < text.Length)
        {
            room = new byte[text.Length];
        }

        return room.AsSpan(0, Encoding.Latin1.GetBytes(text, room));
    }

    private static long SumOf(in StatusClasses classes)
    {
        long sum = 0;
        foreach (long one in classes)
        {
            sum += one;
        }

        return sum;
    }
}
