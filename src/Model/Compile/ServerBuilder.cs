using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Compile.Checks;
using Weir.Model.Draft;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Weir.Model.Plan.Ends;

namespace Weir.Model.Compile;

/// <summary>One server of a backend, with how it is checked.</summary>
/// <param name="draft">Its line.</param>
/// <param name="isShared">Other sections send clients here too.</param>
/// <param name="reports">What is wrong with it.</param>
internal sealed class ServerBuilder(ServerDraft draft, bool isShared, ReportList reports)
{
    private readonly ProxyDraft _proxy = draft.Proxy;

    /// <param name="id">Its record on the board.</param>
    /// <param name="index">Its place in the backend.</param>
    public ServerPlan Build(int id, int index) => new()
    {
        Id = id,
        Index = index,
        NumericId = draft.NumericId,
        Name = draft.Name,
        NameText = ByteText.ToBytes(draft.Name),
        Address = Address(),
        Source = Source(),
        SourcePorts = SourcePorts(),
        Foreign = Origin?.Foreign,
        Device = Origin?.Device,
        Traits = _proxy.ServerTraits,
        NeverLingers = _proxy.NeverLingers,
        Destination = draft.Destination == Destination.Fixed
            && Address() is { Port: 0, Family: not IpFamily.None }
                ? Destination.ClientsPort
                : draft.Destination,
        PortOffset = draft.PortOffset,
        Weight = draft.Weight,
        Backup = draft.Backup,
        MaxConn = int.Max(draft.MaxConn, draft.MinConn), // minconn alone, or the greater one, is the limit
        MinConn = draft.MinConn,
        MaxQueue = draft.MaxQueue,
        NeverSticks = draft.NeverSticks,
        CookieValue = ByteText.ToBytes(CookieValue),
        SetCookieLine = IsDispatch ? [] : AddedLines.SetCookie(_proxy, CookieValue),
        CookieDatesAt = AddedLines.DatesAt(_proxy, CookieValue),
        RedirectTo = ByteText.ToBytes(draft.RedirectTo),
        Disabled = draft.Disabled,
        Check = draft.Check && !_proxy.Disabled ? Check() : null,
        Observe = Observe(),
        SlowStartMs = draft.SlowStartMs,
        ShutsSessions = draft.ShutsSessions,
        ShutsBackups = draft.ShutsBackups,
    };

    /// <summary>It is no line of its own, but where all goes that no cookie has bound.</summary>
    private bool IsDispatch => draft.Name == ServerDraft.NoName;

    private string CookieValue =>
        draft.Cookie.Length == 0 && !IsDispatch && _proxy.Cookie is { Dynamic: true }
            ? DynamicCookie.Of(_proxy.DynamicCookieKey, draft.Address)
            : draft.Cookie;

    /// <summary>
    /// A server without a port is reached at the port that the client connected to. When the section listens
    /// on one port and nobody else sends clients here, that is the same for all.
    /// </summary>
    private IpEndpoint Address()
    {
        // None: its line was refused already.
        if (draft.Address.Port > 0 || draft.Address.Family == IpFamily.None || isShared
            || draft.Destination != Destination.Fixed)
        {
            return draft.Address;
        }

        HashSet<int> ports = [];
        foreach (ListenDraft listen in _proxy.Listeners)
        {
            ports.Add(listen.Range.First.Port);
            ports.Add(listen.Range.LastPort);
        }

        return ports.Count == 1 ? draft.Address.WithPort((ushort)FirstPort()) : draft.Address;
    }

    /// <summary>
    /// The server's word wins. Any address and any port is what the kernel chooses from anyway: nothing is
    /// bound then, whatever the family of the server's address.
    /// </summary>
    private IpEndpoint Source()
    {
        IpEndpoint source = Origin?.Range.First ?? default;
        if (SourcePorts().Count > 0)
        {
            return source.WithPort(0);
        }

        return source.IsAny && source.Port == 0 ? default : source;
    }

    private SourceDraft? Origin => draft.Source ?? _proxy.Source;

    private PortRange SourcePorts() =>
        draft.Source is { } own && own.Range.LastPort > own.Range.First.Port
            ? new PortRange((ushort)int.Max(1, own.Range.First.Port), (ushort)own.Range.LastPort)
            : default;

    /// <summary>
    /// Where clients of the section's first listener find the server; 0: it has no listener.
    /// </summary>
    private int FirstPort() => _proxy.Listeners.Count == 0
        ? 0
        : (ushort)(_proxy.Listeners[0].Range.First.Port + draft.PortOffset);

    /// <summary>Without checks nothing could bring back a server that errors have taken down.</summary>
    private ObservePlan? Observe()
    {
        if (draft.Observe == ObserveMode.Layer7 && _proxy.Mode != ProxyMode.Http)
        {
            Refuse($"'server {_proxy.Name}/{draft.Name}' : 'layer7' can only be used in http proxies.");
        }

        return draft.Observe == ObserveMode.None || !draft.Check
            ? null
            : new ObservePlan(draft.Observe, draft.ErrorLimit, draft.OnError);
    }

    private CheckPlan? Check()
    {
        CheckPlan? plan = CheckBuilder.Build(draft, FirstPort());
        if (plan is null && draft.Address.Family != IpFamily.None)
        {
            string where = $"{_proxy.Kind.Noun()} '{_proxy.Name}'";
            Refuse($"config: {where}: server '{draft.Name}' has neither service port nor check port.");
        }

        return plan;
    }

    private void Refuse(string message) =>
        reports.Add(
            new Report(Severity.Alert, draft.Line.File, draft.Line.Number, draft.Name, message)
            {
                Stage = Stage.Checking,
            });
}
