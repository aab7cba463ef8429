using System;
using System.Globalization;
using Weir.Control.Checks;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;

namespace Weir.Control.Orders;

/// <summary>
/// Does with servers what people order: what it writes to the board is there for the next keeper, and after a
/// reload, too.
/// </summary>
internal sealed class ServerOrders(Board board)
{
    private ConfigPlan? _plan;
    private Transitions? _transitions;

    /// <summary>Goes by another plan.</summary>
    public void Follow(ConfigPlan plan, Transitions transitions)
    {
        _plan = plan;
        _transitions = transitions;
    }

    /// <summary>The backend of a name, or of a number behind <c>#</c>; null: there is none.</summary>
    public ProxyPlan? BackendOf(string name)
    {
        bool isNumber = name.StartsWith('#');
        int id = 0;
        _ = isNumber && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out id);
        foreach (ProxyPlan proxy in _plan!.Proxies)
        {
            if (proxy.Backend is not null && (isNumber ? proxy.NumericId == id : proxy.Name == name))
            {
                return proxy;
            }
        }

        return null;
    }

    /// <summary>The server of a name, or of a number behind <c>#</c>; null: there is none.</summary>
    public static ServerPlan? ServerOf(ProxyPlan proxy, string name) => Array.Find(
        proxy.Backend!.Servers,
        one => one.Index != proxy.Backend.DispatchAt
            && (name.StartsWith('#') ? $"#{one.NumericId}" == name : one.Name == name));

    /// <summary>The weight that a server has now.</summary>
    public int WeightOf(ServerPlan server) => board.Server(server.Id).Weight;

    /// <summary>It has another one from now on, 0..256.</summary>
    public void SetWeight(ProxyPlan proxy, ServerPlan server, int weight, Moment when) =>
        _transitions!.SetWeight(proxy, server, weight, when.Now);

    /// <summary>False: the order makes no sense for that server.</summary>
    public bool TryGive(ServerOrder order, ProxyPlan proxy, ServerPlan server, Moment when)
    {
        ref ServerRecord record = ref board.Server(server.Id);
        ServerEvent what = new(proxy, server, null) { Now = record.Health };
        switch (order)
        {
            case ServerOrder.Ready:
                SetMode(in what, maintains: false, drains: false, when);
                return true;
            case ServerOrder.Drain:
                SetMode(in what, maintains: false, drains: true, when);
                return true;
            case ServerOrder.Maintain:
                SetMode(in what, maintains: true, drains: false, when);
                return true;
            case ServerOrder.StopChecks or ServerOrder.StartChecks:
                record.IsLeftAlone = server.Check is not null && order == ServerOrder.StopChecks;
                return server.Check is not null;
            case ServerOrder.EndSessions:
                _transitions!.EndSessions(server);
                return true;
            default:
                ServerHealth health = order == ServerOrder.ForceUp ? ServerHealth.Up
                    : order == ServerOrder.ForceDown ? ServerHealth.Down : ServerHealth.Stopping;
                return server.Tracks is null && Force(what with { Now = health }, when);
        }
    }

    private void SetMode(in ServerEvent what, bool maintains, bool drains, Moment when)
    {
        ref ServerRecord record = ref board.Server(what.Server.Id);
        ServerMode own = new(
            maintains ? ServerAdmin.Maintenance : ServerAdmin.None,
            drains ? Draining.Ordered : Draining.None);
        bool leaves = record.Admin != ServerAdmin.None && !maintains;
        if (leaves && what.Server.Check is { } check)
        {
            record.CheckScore = check.Rise; // as one that was never asked
            record.Checked = 0;
        }

        ServerHealth health = leaves ? ServerHealth.Up : what.Now;
        _transitions!.Move(what with { Now = health, Mode = own }, when.Now, when.WallMs);
    }

    private bool Force(in ServerEvent what, Moment when)
    {
        ref ServerRecord record = ref board.Server(what.Server.Id);
        CheckPlan? check = what.Server.Check;
        record.CheckScore = check is null || what.Now == ServerHealth.Down ? 0 : check.Rise + check.Fall - 1;
        if (record.Admin == ServerAdmin.None && record.Health != what.Now)
        {
            _transitions!.Apply(what with { By = "changed from Web interface" }, when.Now, when.WallMs);
        }

        return true;
    }
}
