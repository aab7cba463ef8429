using System;
using Weir.Ground.Net;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Relay.Dispatch;

/// <summary>A backend at work in one worker: its plan, its part of the board, its algorithm.</summary>
internal sealed class BackendRuntime
{
    private readonly ServerPlan[] _servers;
    private readonly BackendPlan _plan;
    private readonly Board _board;
    private readonly IBalancer _balancer;
    private readonly CookieServers _byCookie;

    private BackendRuntime(ProxyPlan proxy, BackendPlan plan, Board board)
    {
        Proxy = proxy;
        _plan = plan;
        _servers = plan.Servers;
        _board = board;
        _byCookie = new CookieServers(plan.Servers);
        _balancer = plan.Balance.Create(plan, proxy.Id, board);
        SharesLoads = _balancer.ReadsLoads;
        ReadsRequest = _balancer.ReadsRequest;
    }

    public ProxyPlan Proxy { get; }

    /// <summary>
    /// Somebody reads what this backend's servers carry over all workers: every request is counted there.
    /// </summary>
    public bool SharesLoads { get; }

    /// <summary>Something in a request decides: <see cref="KeyOf"/> is to be asked.</summary>
    public bool ReadsRequest { get; }

    public static BackendRuntime?[] ForAll(ConfigPlan plan, Board board)
    {
        var all = new BackendRuntime?[plan.Proxies.Length];
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            if (proxy.Backend is BackendPlan backend && !proxy.Disabled)
            {
                all[proxy.Id] = new BackendRuntime(proxy, backend, board);
            }
        }

        return all;
    }

    public bool IsUp(int server) => _board.Server(_servers[server].Id).Health == ServerHealth.Up;

    /// <summary>
    /// The first usable server whose cookie is <paramref name="value"/>: a standard one, else a backup, each
    /// in file order. With <c>option persist</c> the first of them, usable or not.
    /// </summary>
    public CookieRoute RouteOf(ReadOnlySpan<byte> value)
    {
        int first = _byCookie.First(value);
        for (int i = first; i >= 0; i = _byCookie.After(i, value))
        {
            if (IsUp(i))
            {
                return new CookieRoute(i, (byte)'V');
            }

            if (_plan.Persist)
            {
                return new CookieRoute(i, (byte)'D');
            }
        }

        return new CookieRoute(-1, first < 0 ? (byte)'I' : (byte)'D');
    }

    /// <summary>What a request is balanced by, when that is some part of it.</summary>
    public BalanceKey KeyOf(in BalanceRequest request) => _balancer.KeyOf(in request);

    /// <summary>A server by the backend's algorithm, or what <see cref="IBalancer"/> says instead.</summary>
    public int Balance(in IpEndpoint client, int avoid, BalanceKey key) =>
        _balancer.Pick(new BalanceInput(client, avoid, key));
}
