using System;
using System.Threading;
using Weir.Ground.Net;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;

namespace Weir.Relay.Dispatch;

/// <summary>A backend at work in one worker: its plan, its part of the board, its algorithm.</summary>
internal sealed class BackendRuntime
{
    private readonly ServerPlan[] _servers;
    private readonly ConfigPlan _whole;
    private readonly BackendPlan _plan;
    private readonly Board _board;
    private readonly IBalancer _balancer;
    private readonly CookieServers _byCookie;
    private readonly bool[] _forAnyone;
    private long _versionSeen = -1;

    private BackendRuntime(ConfigPlan whole, ProxyPlan proxy, BackendPlan plan, Board board)
    {
        _whole = whole;
        Proxy = proxy;
        _plan = plan;
        _servers = plan.Servers;
        _board = board;
        _byCookie = new CookieServers(plan.Servers);
        _forAnyone = new bool[plan.Servers.Length];
        _balancer = plan.Balance.Create(plan, proxy.Id, board);
        ReadsRequest = _balancer.ReadsRequest;
        ReadsBody = _balancer.ReadsBody;
        ReadsContent = plan.RdpCookie is not null || (ReadsRequest && proxy.Mode == ProxyMode.Tcp);
        Limits = new ServerLimits(plan, proxy.Id, board);
        ReadsLoads = _balancer.ReadsLoads;
        CountsPlaces = Limits.Any || ReadsLoads;
        Sticks = BackendSticks.Of(proxy, board);
    }

    public ProxyPlan Proxy { get; }

    public ServerLimits Limits { get; }

    /// <summary>Its <c>stick</c> lines; null: it has none.</summary>
    public BackendSticks? Sticks { get; }

    /// <summary>The algorithm reads what servers carry over all workers.</summary>
    public bool ReadsLoads { get; }

    /// <summary>Requests are counted over all workers: for a limit, or for the algorithm.</summary>
    public bool CountsPlaces { get; }

    public int ServerCount => _servers.Length;

    /// <summary>Some request waits, for one server or for any, in some worker.</summary>
    public bool AnyoneWaits => WakeCalls.AnyoneWaits(_board.Places, Proxy);

    /// <summary>Something in a request decides: <see cref="KeyOf"/> is to be asked.</summary>
    public bool ReadsRequest { get; }

    /// <summary>Without HTTP, something in what a client sends first decides.</summary>
    public bool ReadsContent { get; }

    /// <summary>What is looked for may stand in the body of a POST: <see cref="KeyOfBody"/>.</summary>
    public bool ReadsBody { get; }

    public static BackendRuntime?[] ForAll(ConfigPlan plan, Board board)
    {
        var all = new BackendRuntime?[plan.ProxiesEnd];
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            if (proxy.Backend is BackendPlan backend && !proxy.Disabled)
            {
                all[proxy.Id] = new BackendRuntime(plan, proxy, backend, board);
            }
        }

        return all;
    }

    public int IdOf(int server) => _servers[server].Id;

    /// <summary>
    /// The position of the server with a number; -1: it is not, or no longer, one of this backend.
    /// </summary>
    public int PositionOf(int id) => _whole.ServerOf(id)?.Index ?? -1;

    /// <summary>Requests that are bound to the server may be sent to it.</summary>
    public bool MayServe(int server) => _plan.Persist || IsUp(server);

    /// <summary>Balanced requests may be sent to the server now.</summary>
    public bool IsForAnyone(int server)
    {
        // As the algorithms do: one read of the version, and the records again after a change only.
        uint version = Volatile.Read(ref _board.Backend(Proxy.Id).Version);
        if (version != _versionSeen)
        {
            FindThoseForAnyone();
            _versionSeen = version;
        }

        return _forAnyone[server];
    }

    /// <summary>It serves, if only those that are bound to it.</summary>
    public bool IsUp(int server) => HealthOf(server) != ServerHealth.Down;

    /// <summary>
    /// The first usable server whose cookie is <paramref name="value"/>: a standard one, else a backup, each
    /// in file order. With <c>option persist</c> the first of them, usable or not.
    /// </summary>
    /// <param name="value">What the request's cookie says.</param>
    /// <param name="isForced">As with <c>option persist</c>.</param>
    public CookieRoute RouteOf(ReadOnlySpan<byte> value, bool isForced = false)
    {
        int first = _byCookie.First(value);
        for (int i = first; i >= 0; i = _byCookie.After(i, value))
        {
            if (IsUp(i))
            {
                return new CookieRoute(i, (byte)'V');
            }

            if (_plan.Persist || isForced)
            {
                return new CookieRoute(i, (byte)'D');
            }
        }

        return new CookieRoute(-1, first < 0 ? (byte)'I' : (byte)'D');
    }

    /// <summary>The first server at that address that may serve; -1: none.</summary>
    /// <param name="address">Of IPv4.</param>
    /// <param name="port">Its own.</param>
    public int PositionAt(uint address, ushort port)
    {
        IpEndpoint wanted = IpEndpoint.V4(address, port);
        foreach (ServerPlan server in _servers)
        {
            if (server.Address == wanted && MayServe(server.Index))
            {
                return server.Index;
            }
        }

        return -1;
    }

    /// <summary>
    /// The algorithm binds the request to its server: it waits for that, whatever others have free. One that
    /// lacks what the algorithm looks for has only had a turn.
    /// </summary>
    public bool Binds(BalanceKey key) => _plan.Balance.BindsKeys && (key.Exists || !ReadsRequest);

    /// <summary>What a request is balanced by, when that is some part of it.</summary>
    public BalanceKey KeyOf(in BalanceRequest request) => _balancer.KeyOf(in request);

    /// <summary>The same of a body, chunks taken apart.</summary>
    public BalanceKey KeyOfBody(ReadOnlySpan<byte> body) => _balancer.KeyOfBody(body);

    /// <summary>A server by the backend's algorithm, or what <see cref="IBalancer"/> says instead.</summary>
    public int Balance(in IpEndpoint client, int avoid, BalanceKey key)
    {
        if (_plan.DispatchAt < 0)
        {
            return _balancer.Pick(new BalanceInput(client, avoid, key));
        }

        return avoid == _plan.DispatchAt ? IBalancer.Nobody : _plan.DispatchAt;
    }

    /// <summary>
    /// The <c>dispatch</c> address; or the active ones with a weight, without any the first backup, or with
    /// <c>option allbackups</c> all.
    /// </summary>
    private void FindThoseForAnyone()
    {
        Array.Clear(_forAnyone);
        if (_plan.DispatchAt >= 0)
        {
            _forAnyone[_plan.DispatchAt] = true;
            return;
        }

        bool backups = false;
        for (int pass = 0; pass < 2 && Array.IndexOf(_forAnyone, true) < 0; pass++, backups = true)
        {
            foreach (ServerPlan server in _servers)
            {
                bool isFree = !backups || _plan.AllBackups || Array.IndexOf(_forAnyone, true) < 0;
                _forAnyone[server.Index] = server.Backup == backups && isFree
                    && _board.Server(server.Id).TakesAnybody;
            }
        }
    }

    private ServerHealth HealthOf(int server) => _board.Server(_servers[server].Id).Health;
}
