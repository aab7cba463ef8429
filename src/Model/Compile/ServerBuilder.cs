using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;

namespace Weir.Model.Compile;

/// <summary>One server of a backend, with how it is checked.</summary>
internal sealed class ServerBuilder(ServerDraft draft, ReportList reports)
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
        Weight = draft.Weight,
        Backup = draft.Backup,
        MaxConn = int.Max(draft.MaxConn, draft.MinConn), // minconn alone, or the greater one, is the limit
        MinConn = draft.MinConn,
        MaxQueue = draft.MaxQueue,
        CookieValue = ByteText.ToBytes(draft.Cookie),
        SetCookieLine = AddedLines.SetCookie(_proxy, draft.Cookie),
        Check = draft.Check && !_proxy.Disabled ? Check() : null,
    };

    /// <summary>
    /// A server without a port is reached at the port that the client connected to. That is one value when
    /// the section listens on one port; otherwise it differs by client, which is not done.
    /// </summary>
    private IpEndpoint Address()
    {
        // None: its line was refused already.
        if (draft.Address.Port > 0 || draft.Address.Family == IpFamily.None)
        {
            return draft.Address;
        }

        HashSet<int> ports = [];
        foreach (ListenDraft listen in _proxy.Listeners)
        {
            ports.Add(listen.Range.First.Port);
            ports.Add(listen.Range.LastPort);
        }

        if (ports.Count != 1)
        {
            Refuse("it has no port: connecting to the port that the client chose is known, but not "
                + "supported yet, unless the section listens on one port only.");
            return draft.Address;
        }

        return draft.Address.WithPort((ushort)_proxy.Listeners[0].Range.First.Port);
    }

    /// <summary>
    /// The server's word wins. Any address and any port is what the kernel chooses from anyway: nothing is
    /// bound then, whatever the family of the server's address.
    /// </summary>
    private IpEndpoint Source()
    {
        IpEndpoint source = draft.Source ?? _proxy.Source ?? default;
        return source.IsAny && source.Port == 0 ? default : source;
    }

    private CheckPlan Check()
    {
        IpEndpoint to = draft.CheckAddress ?? draft.Address;
        int port = draft.CheckPort > 0 ? draft.CheckPort
            : to.Port > 0 ? to.Port
            : draft.Address.Port > 0 ? draft.Address.Port
            : _proxy.Listeners.Count > 0 ? _proxy.Listeners[0].Range.First.Port
            : 0;
        return new CheckPlan
        {
            Kind = _proxy.CheckKind,
            Request = _proxy.CheckKind == CheckKind.Http ? _proxy.CheckRequest : [],
            Address = to.WithPort((ushort)port),
            IntervalMs = draft.IntervalMs,
            FastIntervalMs = draft.FastIntervalMs,
            DownIntervalMs = draft.DownIntervalMs,
            TimeoutMs = (int)_proxy.CheckTimeoutMs,
            Rise = draft.Rise,
            Fall = draft.Fall,
        };
    }

    private void Refuse(string message) =>
        reports.Add(new Report(Severity.Alert, draft.Line.File, draft.Line.Number,
        draft.Name, $"'server {_proxy.Name}/{draft.Name}' : {message}"));
}
