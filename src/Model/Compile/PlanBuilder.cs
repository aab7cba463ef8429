using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Compile.Checks;
using Weir.Model.Compile.Logs;
using Weir.Model.Compile.Reading;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Draft;
using Weir.Model.Keywords;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Weir.Model.Plan.Ends;
using Weir.Model.Plan.Process;
using Weir.Model.Plan.Replies;
using Weir.Model.Plan.Users;
using Weir.Model.Stick;

namespace Weir.Model.Compile;

/// <summary>
/// Drafts to the plan: names become references, defaults become values, and each thing gets its number.
/// </summary>
internal sealed class PlanBuilder
{
    /// <summary>
    /// Length of the kernel's queue when no limit says otherwise; the kernel bounds it by its own
    /// (somaxconn).
    /// </summary>
    private const int BacklogDefault = 4096;

    /// <summary>The most descriptors that Linux gives a process (fs.nr_open as it comes).</summary>
    private const int ListenersMax = 1 << 20;

    private readonly LoadOptions _options;
    private readonly GlobalDraft _global;
    private readonly IReadOnlyList<ProxyDraft> _drafts;
    private readonly IReadOnlyList<UserListDraft> _userDrafts;
    private readonly ReportList _reports;
    private readonly List<ProxyPlan> _proxies = [];
    private readonly List<ListenerPlan> _listeners = [];
    private readonly List<ServerPlan> _servers = [];
    private readonly List<UserList> _userLists = [];
    private int _tables; // so far, and one past the last page of those
    private int _pagesEnd;
    private readonly HashSet<StatsDraft> _textless = []; // told once, however many sections inherit it

    public PlanBuilder(LoadOptions options, ConfigReader read, ReportList reports)
    {
        _options = options;
        _global = read.Global;
        _drafts = read.Proxies;
        _userDrafts = read.UserLists;
        _reports = reports;
    }

    public ConfigPlan Build()
    {
        GlobalPlan global = Global();
        // After a refused line much may look missing that its author did write: only errors are shown then.
        bool mayWarn = _reports.Alerts == 0;
        ProxyChecks.ReportTwins(_drafts, _reports);
        int first = _global.Process.Controls.Count > 0 ? 2 : 1; // HAProxy's 'GLOBAL', which has the sockets
        NumericIds.Complete(
            _drafts, static one => one.NumericId, static (one, id) => one.NumericId = id, first);
        foreach (ProxyDraft draft in _drafts)
        {
            ProxyChecks.TakeNameAsAddress(draft, _drafts);
            ProxyChecks.Report(draft, _reports, mayWarn);
            ProxyPlan proxy = Proxy(draft, global);
            _proxies.Add(proxy);
            AddListeners(draft, proxy, global);
        }

        foreach (UserListDraft list in _userDrafts)
        {
            _userLists.Add(UserListBuilder.Build(list, _reports));
        }

        for (int i = 0; i < _drafts.Count; i++)
        {
            LinkBackend(_drafts[i], _proxies[i]);
        }

        new Tracking(_drafts, _proxies, _reports).Link();

        for (int i = 0; i < _drafts.Count; i++)
        {
            if (_proxies[i].Backend is { } backend)
            {
                backend.FullConn = FullLoad.Of(i, _drafts, _proxies, global);
            }
        }

        return new ConfigPlan
        {
            Global = global,
            Proxies = [.. _proxies],
            Listeners = [.. _listeners],
            Servers = [.. _servers],
        };
    }

    private GlobalPlan Global()
    {
        int half = _global.BufferBytes / 2;
        int rewrite = _global.MaxRewrite < 0 ? Math.Min(1024, half) : _global.MaxRewrite;
        if (rewrite > half)
        {
            _reports.Add(new Report(Severity.Warning, "", 0, "tune.maxrewrite",
                $"'tune.maxrewrite' is limited to half of 'tune.bufsize' ({half})."));
            rewrite = half;
        }

        int workers = Math.Max(1, _global.Processes) * Math.Max(1, _global.Threads);
        if (workers > GlobalKeywords.WorkersMax)
        {
            _reports.Add(new Report(Severity.Alert, "", 0, "nbthread",
                $"'nbproc' times 'nbthread' must be at most {GlobalKeywords.WorkersMax} (was {workers})."));
        }

        byte[] host = ByteText.ToBytes(_global.LogHost ?? "");
        bool isSet = _global.Processes > 0 || _global.Threads > 0;
        return new GlobalPlan
        {
            Process = ProcessOf(_global),
            Workers = isSet ? workers : 0,
            MaxConn = _options.MaxConn ?? _global.MaxConn,
            StrictLimits = _global.StrictLimits,
            Daemon = _options.Daemon || _global.Daemon,
            IsDebug = _options.Debug || (_global.Debug && !_options.Daemon),
            Quiet = _options.Quiet || _global.Quiet,
            PidFile = _options.PidFile ?? _global.PidFile,
            GraceMs = _global.GraceMs,
            HardStopMs = _global.HardStopMs,
            Logs = Array.ConvertAll([.. _global.Logs], log => log.Named([], host)),
            LogHost = host,
            LogTag = ByteText.ToBytes(_global.LogTag),
            BufferBytes = _global.BufferBytes,
            MaxRewrite = rewrite,
            MaxHeaders = _global.MaxHeaders,
            SpreadPercent = _global.SpreadPercent,
            SpreadMostMs = _global.SpreadMostMs,
        };
    }

    private ProcessPlan ProcessOf(GlobalDraft global) => new()
    {
        Chroot = global.Process.Chroot,
        UserId = global.Process.UserId,
        GroupId = global.Process.GroupId,
        Descriptors = global.Process.Descriptors,
        DescriptorsMost = global.Process.DescriptorsMost,
        Dumpable = global.Process.Dumpable,
        MasterWorker = global.Process.MasterWorker || _options.MasterWorker,
        Threads = global.Processes > 0 ? Math.Max(1, global.Threads) : 0,
        CpuMap = global.Process.CpuMap,
        Controls = [.. global.Process.Controls],
        ControlTimeoutMs = global.Process.ControlTimeoutMs,
        ControlsMost = global.Process.ControlsMost,
        Node = global.Process.Node,
        Description = global.Process.Description,
    };

    /// <summary>The limit of a proxy's connections; 0: none of its own.</summary>
    private int LimitOf(ProxyDraft draft) => draft.MaxConn > 0 ? draft.MaxConn : _options.ProxyMaxConn ?? 0;

    private ProxyPlan Proxy(ProxyDraft draft, GlobalPlan global)
    {
        if (draft.Rules.HasAny(RuleStage.StatsRequest) || draft.Rules.HasAny(RuleStage.StatsAdmin))
        {
            StatsDraft stats = draft.OwnStats(); // such a line asks for the page as well
            if (stats.HasAccess && draft.Rules.HasAny(RuleStage.StatsRequest))
            {
                _reports.Add(new Report(Severity.Alert, draft.Header!.File, draft.Header.Number, "stats",
                    $"proxy '{draft.Name}': stats 'auth'/'realm' and 'http-request' can't be used at the "
                        + "same time.")
                { Stage = Stage.Checking });
            }
        }

        return Built(draft, global);
    }

    private ProxyPlan Built(ProxyDraft draft, GlobalPlan global) => new()
    {
        Id = _options.Ids?.Proxies[_proxies.Count] ?? _proxies.Count,
        NumericId = draft.NumericId,
        Name = draft.Name,
        NameText = ByteText.ToBytes(draft.Name),
        IsClassic = draft.IsClassic,
        Mode = draft.Mode ?? ProxyMode.Tcp,
        Disabled = draft.Disabled,
        Frontend = draft.HasClientSide ? Frontend(draft) : null,
        Backend = draft.HasServerSide ? Backend(draft) : null,
        ConnectionMode = draft.ConnectionMode ?? ConnectionMode.KeepAlive,
        ForwardFor = AddedLines.Address(draft.ForwardFor, "X-Forwarded-For", draft.IsClassic),
        OriginalTo = AddedLines.Address(draft.OriginalTo, "X-Original-To", draft.IsClassic),
        Stats = draft is { Mode: ProxyMode.Http, Stats: { } stats } ? Stats(stats, draft.Name) : null,
        Description = draft.Description,
        Rules = draft.Rules.Build(draft.Mode == ProxyMode.Http),
        StickTable = Table(draft.Rules),
        TarpitTimeoutMs = draft.TarpitTimeoutMs >= 0 ? draft.TarpitTimeoutMs : draft.ConnectTimeoutMs,
        Replies = Replies(draft),
        Log = new LogBuilder(draft, _reports).Build(global),
    };

    /// <summary>The table in its place: the one that was given, or behind the tables so far.</summary>
    private StickTablePlan? Table(RuleSection section)
    {
        if (section.StickTable is not { } draft)
        {
            return null;
        }

        if (draft.Pages > StickTablePlan.PagesLimit - _pagesEnd)
        {
            ConfigLine line = section.StickTableLine!;
            _reports.Add(new Report(Severity.Alert, line.File, line.Number, "stick-table",
                "stick tables of more than 2 TB in all are known, but not supported yet.")
            { Stage = Stage.Checking });
            return null;
        }

        StickTablePlan table = draft.At(_options.Ids?.StickPages[_tables] ?? _pagesEnd);
        _tables++;
        _pagesEnd += table.Pages;
        return table;
    }

    private static OwnReply?[]? Replies(ProxyDraft draft)
    {
        if (draft.Replies.Count == 0)
        {
            return null;
        }

        OwnReply?[] all = new OwnReply?[StockPages.Rows.Length];
        foreach ((int row, ReplyDraft reply) in draft.Replies)
        {
            all[row] = new OwnReply(reply.Head, reply.Minor, reply.Body, reply.MayKeep);
        }

        return all;
    }

    private StatsPlan Stats(StatsDraft draft, string section)
    {
        bool lacksText = draft.Description is "" && _global.Process.Description.Length == 0;
        if (lacksText && _reports.Alerts == 0 && _textless.Add(draft))
        {
            ConfigLine line = draft.DescriptionLine!;
            _reports.Add(new Report(Severity.Warning, line.File, line.Number, "show-desc",
                "'show-desc' requires a parameter or 'description' to be set in the global section."));
        }

        return new StatsPlan
        {
            Uri = ByteText.ToBytes(draft.Uri),
            ChallengeLine = Challenge.Line("www-authenticate", draft.Realm),
            Users = draft.Users.Count == 0 ? null : new UserList
            {
                Name = "",
                Users = [.. draft.Users.ConvertAll(static one => new UserPlan(ByteText.ToBytes(one), []))],
            },
            Scope = [.. draft.Scope.ConvertAll(name => name == "." ? section : name)],
            HidesVersion = draft.HidesVersion,
            RefreshS = draft.RefreshS,
            ShowsLegends = draft.ShowsLegends,
            Node = draft.Node is "" ? _global.Process.Node : draft.Node,
            Description = draft.Description is "" ? _global.Process.Description : draft.Description ?? "",
        };
    }

    private FrontendPlan Frontend(ProxyDraft draft) => new()
    {
        MaxConn = LimitOf(draft),
        MonitorNet = draft.MonitorNet,
        MonitorUri = draft.Mode == ProxyMode.Http ? ByteText.ToBytes(draft.MonitorUri) : [],
        HealthAnswer = !draft.AnswersHealth ? null
            : draft.Check.Kind == CheckKind.Http ? "HTTP/1.0 200 OK\r\n\r\n"u8.ToArray() : "OK\n"u8.ToArray(),
        IsLenient = draft.TakesInvalidRequests,
        UsesProxyField = draft.UsesProxyField,
        ReadsApart = draft.ReadsApart,
        NeverLingers = draft.NeverLingers,
        IgnoresProbes = draft.IgnoresProbes,
        CountsOnTheWay = draft.CountsOnTheWay,
        SessionsPerSecond = draft.SessionsPerSecond,
        GraceMs = draft.GraceMs,
        ClientTimeoutMs = draft.ClientTimeoutMs,
        HttpRequestTimeoutMs = draft.HttpRequestTimeoutMs,
        KeepAliveTimeoutMs = draft.KeepAliveTimeoutMs,
        ClientFinTimeoutMs = draft.ClientFinTimeoutMs,
    };

    private BackendPlan Backend(ProxyDraft draft)
    {
        bool isHttp = draft.Mode == ProxyMode.Http;
        NumericIds.Complete(
            draft.Servers, static one => one.NumericId, static (one, id) => one.NumericId = id);
        List<ServerPlan> servers = [];
        ServerDraft? dispatch = draft.Balance is null ? draft.Dispatch ?? Unaddressed(draft) : null;
        foreach (ServerDraft server in dispatch is null ? draft.Servers : [.. draft.Servers, dispatch])
        {
            ServerBuilder builder = new(server, IsShared(draft), _reports);
            int id = _options.Ids?.Servers[_servers.Count] ?? _servers.Count;
            ServerPlan plan = builder.Build(id, servers.Count);
            servers.Add(plan);
            _servers.Add(plan);
        }

        return new BackendPlan
        {
            Servers = [.. servers],
            DispatchAt = dispatch is null ? -1 : draft.Servers.Count,
            Balance = ProxyChecks.Balance(draft),
            Hash = draft.Hash,
            ConnectTimeoutMs = draft.ConnectTimeoutMs,
            ServerTimeoutMs = draft.ServerTimeoutMs,
            TunnelTimeoutMs = draft.TunnelTimeoutMs,
            ServerFinTimeoutMs = draft.ServerFinTimeoutMs,
            QueueTimeoutMs = draft.QueueTimeoutMs,
            Retries = draft.Retries,
            RedispatchEvery = RedispatchEvery(draft.Redispatch, draft.Retries),
            Persist = draft.Persist,
            RdpCookie = isHttp || draft.RdpCookie is null ? null : ByteText.ToBytes(draft.RdpCookie),
            AllBackups = draft.AllBackups,
            AbortOnClose = draft.AbortOnClose ?? (isHttp && !draft.IsClassic),
            LogsChecks = draft.Check.IsLogged,
            AppSession = isHttp ? draft.AppSession : null,
            IsLenient = draft.TakesInvalidResponses,
            PretendsKeepAlive = draft.PretendsKeepAlive,
            ReadsApart = draft.ReadsApart,
            ChecksCache = draft.ChecksCache,
            NameField = !isHttp || draft.NameField.Length == 0 ? []
                : ByteText.ToBytes(draft.NameField + ": "),
            Reuse = draft.Reuse,
            Cookie = isHttp && draft.Cookie is { } cookie ? Cookie(cookie, draft.IsClassic) : null,
        };
    }

    /// <summary>A number below 0 counts retries from the last; before the first there is none.</summary>
    private static int RedispatchEvery(int interval, int retries) =>
        interval >= 0 ? interval : (int)Math.Max(1, retries + 1L + interval);

    /// <summary>What stands for the servers that clients name themselves; null: they name none.</summary>
    private static ServerDraft? Unaddressed(ProxyDraft draft) =>
        !draft.IsTransparent && !draft.GoesToTarget ? null : new ServerDraft
        {
            Name = ServerDraft.NoName,
            Line = draft.Header!,
            Proxy = draft,
            Destination = draft.IsTransparent ? Destination.ClientsAddress : Destination.Target,
        };

    /// <summary>Another section names this one as where its clients go.</summary>
    private bool IsShared(ProxyDraft draft)
    {
        foreach (ProxyDraft other in _drafts)
        {
            if (other.SendsTo(draft.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static CookiePlan Cookie(CookieDraft draft, bool isClassic) =>
        new(ByteText.ToBytes(draft.Name), draft.Mode)
        {
            Indirect = draft.Indirect,
            Preserve = draft.Preserve,
            PostOnly = draft.PostOnly,
            MaxIdleS = draft.Mode == CookieMode.Insert ? draft.MaxIdleS : 0,
            MaxLifeS = draft.Mode == CookieMode.Insert ? draft.MaxLifeS : 0,
            Fence = !draft.NoCache ? CacheFence.Never
                : isClassic ? CacheFence.Always : CacheFence.WhenCacheable,
        };

    private void AddListeners(ProxyDraft draft, ProxyPlan proxy, GlobalPlan global)
    {
        if (draft.Disabled)
        {
            return;
        }

        int limit = LimitOf(draft) > 0 ? LimitOf(draft) : global.MaxConn;
        int backlog = draft.Backlog > 0 ? draft.Backlog : limit > 0 ? limit : BacklogDefault;
        int first = _listeners.Count;
        foreach (ListenDraft listen in draft.Listeners)
        {
            int last = _listeners.Count + listen.Range.LastPort - listen.Range.First.Port;
            if (last >= ListenersMax)
            {
                _reports.Add(new Report(Severity.Alert, listen.Line.File, listen.Line.Number, "",
                    $"more than {ListenersMax} addresses to listen on: no process can have them all."));
                return;
            }

            for (int port = listen.Range.First.Port; port <= listen.Range.LastPort; port++)
            {
                _listeners.Add(new ListenerPlan
                {
                    Id = _options.Ids?.Listeners[_listeners.Count] ?? _listeners.Count,
                    Frontend = proxy,
                    Address = listen.Range.First.WithPort((ushort)port),
                    Backlog = listen.Words.Backlog > 0 ? listen.Words.Backlog : backlog,
                    Name = listen.Words.Name,
                    NumericId = listen.Words.NumericId,
                    Traits = listen.Words.Traits | draft.ClientTraits,
                    SegmentBytes = listen.Words.SegmentBytes,
                    Device = listen.Words.Device,
                    TakesIpv4 = listen.Words.TakesIpv4,
                    Source = listen.Line.Place,
                });
            }
        }

        if (proxy.Frontend is { } frontend)
        {
            frontend.Listeners = [.. _listeners[first..]];
            NumericIds.Complete(
                frontend.Listeners, static one => one.NumericId, static (one, id) => one.NumericId = id);
        }
    }

    private void LinkBackend(ProxyDraft draft, ProxyPlan proxy)
    {
        PlanNames names = new(_proxies, proxy, _userLists, _reports);
        draft.Rules.Link(names);
        if (proxy.Frontend is not { } frontend)
        {
            return;
        }

        frontend.DefaultBackend = proxy.Backend is null ? null : proxy;
        if (draft.DefaultBackend is not { } wanted)
        {
            return;
        }

        frontend.DefaultBackend = names.Backend(wanted.Name);
        if (frontend.DefaultBackend is null)
        {
            names.Error(wanted.Line, wanted.Name,
                $"Proxy '{draft.Name}': unable to find required default_backend: '{wanted.Name}'.");
        }
        else if (frontend.DefaultBackend.Mode != proxy.Mode)
        {
            RefuseModes(draft, proxy, frontend.DefaultBackend);
        }
    }

    private void RefuseModes(ProxyDraft draft, ProxyPlan proxy, ProxyPlan backend)
    {
        string front = $"{draft.Kind.Noun()} '{draft.Name}'";
        string message = proxy.Mode == ProxyMode.Http
            ? $"http {front} tries to use incompatible tcp backend '{backend.Name}' as its default backend "
                + "(see 'mode')."
            : $"tcp {front} with the http backend '{backend.Name}' is known, but not supported yet.";
        _reports.Add(new Report(Severity.Alert, draft.DefaultBackend!.Line.File,
            draft.DefaultBackend.Line.Number, backend.Name, message)
        { Stage = Stage.Checking });
    }
}
