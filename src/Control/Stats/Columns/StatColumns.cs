using System;
using Weir.Model.Counts;
using static Weir.Control.Stats.Columns.StatKinds;

namespace Weir.Control.Stats.Columns;

/// <summary>
/// Every column of the statistics, in the order that tools rely on (management guide, 9.1, and what HAProxy
/// 2.6 prints behind it). All forms of the statistics derive from this table.
/// </summary>
internal static class StatColumns
{
    // One of each: a delegate for every column that nothing is counted for yet would be large.
    private static readonly StatReader s_nothing = static _ => StatValue.Nothing;
    private static readonly StatReader s_zero = static _ => 0;
    private static readonly StatReader s_zeroOfHttp = static line => line.OfHttp(0);

    public static readonly StatColumn[] Table =
    [
        new("pxname", All, "Proxy", static line => line.Proxy.NameText.AsSpan()),
        new("svname", All, "Name", static line => line.Name),
        new("qcur", Service, "Cur", static line => line.Waiting),
        new("qmax", Service, "Max", static line => line.Service.QueuedMost),
        new("scur", All, "Cur", static line => line.IsFrontend ? line.Front.Current : line.Service.Current),
        new("smax", All, "Max", static line =>
            line.IsFrontend ? line.Front.CurrentPeak.Most : line.Service.CurrentPeak.Most),
        new("slim", All, "Limit", static line => StatValue.NotZero(line.SessionLimit)),
        new("stot", All, "Total", static line =>
            line.IsFrontend ? line.Front.Connections : line.Service.Sessions),
        new("bin", All, "In", static line => line.IsFrontend ? line.Front.BytesIn : line.Service.BytesIn),
        new("bout", All, "Out", static line => line.IsFrontend ? line.Front.BytesOut : line.Service.BytesOut),
        new("dreq", Proxy, "Req", static line =>
            line.IsFrontend ? line.Front.RefusedRequests : line.Service.RefusedRequests),
        new("dresp", All, "Resp", static line =>
            line.IsFrontend ? line.Front.RefusedResponses : line.Service.RefusedResponses),
        new("ereq", Frontend, "Req", static line => line.Front.FailedRequests),
        new("econ", Service, "Conn", static line => line.Service.FailedConnects),
        new("eresp", Service, "Resp", static line => line.Service.FailedResponses),
        new("wretr", Service, "Retr", static line => line.Service.Retries),
        new("wredis", Service, "Redis", static line => line.Service.Redispatches),
        new("status", All, "Status", static line => line.Status),
        new("weight", Service, "Wght", static line => line.Weight),
        new("act", Service, "Act", static line => line.Active),
        new("bck", Service, "Bck", static line => line.Backup),
        new("chkfail", Server, "Chk", static line => line.OfCheck(line.Check.Failed)),
        new("chkdown", Service, "Dwn", static line => line.OfHealth(line.DownTransitions)),
        new("lastchg", Service, "Last change", static line => line.SecondsUnchanged),
        new("downtime", Service, "Dwntme", static line => line.SecondsDown),
        new("qlimit", Server, "Limit", static line => StatValue.NotZero(line.Server.MaxQueue)),
        new("pid", All, "Process", static _ => 1),
        new("iid", All, "Proxy number", static line => line.Proxy.NumericId),
        new("sid", All, "Server number", static line => line.IsServer ? line.Server.NumericId : 0),
        new("throttle", Server, "Thrtle", static line => line.Throttle),
        new("lbtot", Service, "LbTot", static line => line.Service.Picks),
        new("tracked", Server, "Tracked", static line => line.Tracked),
        new("type", All, "Kind", static line => line.Kind == Frontend ? 0 : line.Kind == Backend ? 1 : 2),
        new("rate", All, "Cur", static line => line.PerSecond(line.SessionPace)),
        new("rate_lim", Frontend, "Limit", static line => line.Proxy.Frontend!.SessionsPerSecond),
        new("rate_max", All, "Max", static line => line.SessionPace.Most),
        new("check_status", Server, "LastChk", static line => line.CheckStatus),
        new("check_code", Server, "Check code", static line => StatValue.NotZero(line.Health.CheckCode)),
        new("check_duration", Server, "Check took (ms)", static line => line.CheckDuration),
        new("hrsp_1xx", All, "HTTP 1xx responses", static line => line.Responses(1)),
        new("hrsp_2xx", All, "HTTP 2xx responses", static line => line.Responses(2)),
        new("hrsp_3xx", All, "HTTP 3xx responses", static line => line.Responses(3)),
        new("hrsp_4xx", All, "HTTP 4xx responses", static line => line.Responses(4)),
        new("hrsp_5xx", All, "HTTP 5xx responses", static line => line.Responses(5)),
        new("hrsp_other", All, "Other or no response", static line => line.Responses(0)),
        new("hanafail", Server, "Errors of traffic at their limit", static line => line.ErrorLimits),
        new("req_rate", Frontend, "Requests/s", static line => line.PerSecond(line.Front.RequestPace)),
        new("req_rate_max", Frontend, "Requests/s, most", static line => line.Front.RequestPace.Most),
        new("req_tot", All, "HTTP requests", static line => line.Requests),
        new("cli_abrt", Service, "Broken off by clients", static line => line.Service.ClientAborts),
        new("srv_abrt", Service, "Broken off by servers", static line => line.Service.ServerAborts),
        new("comp_in", Proxy, "Compression in", s_zero),
        new("comp_out", Proxy, "Compression out", s_zero),
        new("comp_byp", Proxy, "Compression bypassed", s_zero),
        new("comp_rsp", Proxy, "Compressed responses", s_zero),
        new("lastsess", Service, "Last", static line => line.SecondsIdle),
        new("last_chk", Server, "Last check said", static line => line.CheckInfo),
        new("last_agt", None, "Last agent check said", s_nothing),
        new("qtime", Service, "Queue, average ms", static line => line.Mean(line.Service.Times.QueueMs)),
        new("ctime", Service, "Connect, average ms", static line => line.Mean(line.Service.Times.ConnectMs)),
        new("rtime", Service, "Response, average ms", static line =>
            line.Mean(line.Service.Times.ResponseMs)),
        new("ttime", Service, "In all, average ms", static line => line.Mean(line.Service.Times.TotalMs)),
        new("agent_status", None, "Agent status", s_nothing),
        new("agent_code", None, "Agent code", s_nothing),
        new("agent_duration", None, "Agent took (ms)", s_nothing),
        new("check_desc", Server, "Last check", static line => line.CheckDescription),
        new("agent_desc", None, "Last agent check", s_nothing),
        new("check_rise", Server, "Rise", static line => line.OfAsked(line.Server.Check?.Rise ?? 0)),
        new("check_fall", Server, "Fall", static line => line.OfAsked(line.Server.Check?.Fall ?? 0)),
        new("check_health", Server, "Check score", static line => line.OfAsked(line.Health.CheckScore)),
        new("agent_rise", None, "Agent rise", s_nothing),
        new("agent_fall", None, "Agent fall", s_nothing),
        new("agent_health", None, "Agent score", s_nothing),
        new("addr", Server, "Address", static line => line.OfLegend(line.Address)),
        new("cookie", Service, "Cookie", static line => line.OfLegend(line.Cookie)),
        new("mode", All, "Mode", static line => line.Mode),
        new("algo", Backend, "Balancing", static line => line.OfLegend(line.Algorithm)),
        new("conn_rate", Frontend, "Connections/s", static line => line.PerSecond(line.Front.ConnectionPace)),
        new("conn_rate_max", Frontend, "Connections/s, most", static line => line.Front.ConnectionPace.Most),
        new("conn_tot", Frontend, "Connections", static line =>
            line.Front.Connections + line.Front.RefusedConnections),
        new("intercepted", Frontend, "Answered here", static line => line.OfHttp(line.Front.Intercepted)),
        new("dcon", Frontend, "Refused connections", static line => line.Front.RefusedConnections),
        new("dses", Frontend, "Refused sessions", s_zero),
        new("wrew", All, "Failed rewrites", s_zero),
        new("connect", Service, "New connections", static line => line.Service.Connects),
        new("reuse", Service, "Reused connections", static line => line.Service.Reuses),
        new("cache_lookups", Proxy, "Cache lookups", s_zeroOfHttp),
        new("cache_hits", Proxy, "Cache hits", s_zeroOfHttp),
        new("srv_icur", Server, "Idle connections", static line => line.Service.Idle),
        new("src_ilim", None, "Idle limit", s_nothing),
        new("qtime_max", Service, "Queue, longest ms", static line => line.Service.TimesMost.QueueMs),
        new("ctime_max", Service, "Connect, longest ms", static line => line.Service.TimesMost.ConnectMs),
        new("rtime_max", Service, "Response, longest ms", static line => line.Service.TimesMost.ResponseMs),
        new("ttime_max", Service, "In all, longest ms", static line => line.Service.TimesMost.TotalMs),
        new("eint", All, "Internal errors", static line =>
            line.IsFrontend ? line.Front.InternalErrors : line.Service.InternalErrors),
        new("idle_conn_cur", Server, "Idle, unproved", static line =>
            line.Service.Idle - line.Service.IdleProved),
        new("safe_conn_cur", Server, "Idle, proved", static line => line.Service.IdleProved),
        new("used_conn_cur", Server, "Connections in use", static line => line.Service.Current),
        new("need_conn_est", Server, "Connections needed", static line => line.Service.Current),
        new("uweight", Service, "Configured weight", static line => line.WholeWeight),
        new("agg_server_status", Backend, "Aggregated", s_zero),
        new("agg_server_check_status", Backend, "Aggregated", s_zero),
        new("agg_check_status", Backend, "Aggregated", s_zero),
        new("-", All, "", static _ => "-"u8), // no tool relies on the order of what follows
        new("ssl_sess", All, "TLS sessions", s_zero),
        new("ssl_reused_sess", All, "TLS sessions resumed", s_zero),
        new("ssl_failed_handshake", All, "TLS handshakes failed", s_zero),
        new("h2_headers_rcvd", Proxy, "HTTP/2 HEADERS", s_zero),
        new("h2_data_rcvd", Proxy, "HTTP/2 DATA", s_zero),
        new("h2_settings_rcvd", Proxy, "HTTP/2 SETTINGS", s_zero),
        new("h2_rst_stream_rcvd", Proxy, "HTTP/2 RST_STREAM", s_zero),
        new("h2_goaway_rcvd", Proxy, "HTTP/2 GOAWAY", s_zero),
        new("h2_detected_conn_protocol_errors", Proxy, "HTTP/2 connection errors", s_zero),
        new("h2_detected_strm_protocol_errors", Proxy, "HTTP/2 stream errors", s_zero),
        new("h2_rst_stream_resp", Proxy, "HTTP/2 RST_STREAM sent", s_zero),
        new("h2_goaway_resp", Proxy, "HTTP/2 GOAWAY sent", s_zero),
        new("h2_open_connections", Proxy, "HTTP/2 connections now", s_zero),
        new("h2_backend_open_streams", Proxy, "HTTP/2 streams now", s_zero),
        new("h2_total_connections", Proxy, "HTTP/2 connections", s_zero),
        new("h2_backend_total_streams", Proxy, "HTTP/2 streams", s_zero),
        new("h1_open_connections", Proxy, "HTTP/1 connections now", static line => line.OverHttp1(
            line.IsFrontend ? line.Front.Current : line.Service.Current)),
        new("h1_open_streams", Proxy, "HTTP/1 streams now", static line => line.OverHttp1(
            line.IsFrontend ? line.Front.Current : line.Service.Current)),
        new("h1_total_connections", Proxy, "HTTP/1 connections", static line => line.OverHttp1(
            line.IsFrontend ? line.Front.Connections : line.Service.Connects)),
        new("h1_total_streams", Proxy, "HTTP/1 streams", static line => line.OverHttp1(
            line.IsFrontend ? line.Front.Requests : line.Service.Connects + line.Service.Reuses)),
        new("h1_bytes_in", Proxy, "HTTP/1 bytes in", static line => line.OverHttp1(
            line.IsFrontend ? line.Front.BytesIn : line.Service.BytesOut)),
        new("h1_bytes_out", Proxy, "HTTP/1 bytes out", static line => line.OverHttp1(
            line.IsFrontend ? line.Front.BytesOut : line.Service.BytesIn)),
        new("h1_spliced_bytes_in", Proxy, "HTTP/1 bytes in, spliced", s_zero),
        new("h1_spliced_bytes_out", Proxy, "HTTP/1 bytes out, spliced", s_zero),
    ];

    /// <summary>The column of a name; one that does not exist is a mistake of ours.</summary>
    public static StatColumn Named(string name) =>
        Array.Find(Table, column => column.Name == name) ?? throw new ArgumentException(name);
}
