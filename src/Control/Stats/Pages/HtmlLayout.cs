using static Weir.Control.Stats.Pages.HtmlCell;

namespace Weir.Control.Stats.Pages;

/// <summary>Which columns a table shows, in which order: the one that HAProxy's users know.</summary>
internal static class HtmlLayout
{
    public static readonly HtmlGroup[] Groups =
    [
        new("Queue",
        [
            Of("qcur"),
            Of("qmax"),
            Of("qlimit", HtmlForm.Limit),
        ]),
        new("Session rate",
        [
            Of("rate", HtmlForm.Count, "conn_rate", "req_rate"),
            Of("rate_max", HtmlForm.Count, "conn_rate_max", "req_rate_max"),
            Of("rate_lim", HtmlForm.Limit),
        ]),
        new("Sessions",
        [
            Of("scur", HtmlForm.Count, "used_conn_cur", "idle_conn_cur", "safe_conn_cur"),
            Of("smax"),
            Of("slim", HtmlForm.Limit),
            Of("stot", HtmlForm.Count, "conn_tot", "connect", "reuse", "req_tot", "hrsp_1xx", "hrsp_2xx",
                "hrsp_3xx", "hrsp_4xx", "hrsp_5xx", "hrsp_other", "intercepted", "eint", "qtime", "ctime",
                "rtime", "ttime", "qtime_max", "ctime_max", "rtime_max", "ttime_max"),
            Of("lbtot"),
            Of("lastsess", HtmlForm.Duration),
        ]),
        new("Bytes",
        [
            Of("bin"),
            Of("bout"),
        ]),
        new("Denied",
        [
            Of("dreq"),
            Of("dresp"),
        ]),
        new("Errors",
        [
            Of("ereq"),
            Of("econ"),
            Of("eresp", HtmlForm.Count, "cli_abrt", "srv_abrt"),
        ]),
        new("Warnings",
        [
            Of("wretr"),
            Of("wredis"),
        ]),
        new("Server",
        [
            Of("status", HtmlForm.Status, "tracked"),
            Of("check_status", HtmlForm.Check, "check_desc", "last_chk"),
            Of("weight", HtmlForm.Count, "uweight"),
            Of("act", HtmlForm.Presence),
            Of("bck", HtmlForm.Presence),
            Of("chkfail", HtmlForm.Count, "check_rise", "check_fall", "check_health", "hanafail"),
            Of("chkdown"),
            Of("downtime", HtmlForm.Duration),
            Of("throttle"),
        ]),
    ];

    /// <summary>What is told of a line's name where the page may show it.</summary>
    public static readonly HtmlCell Name =
        Of("svname", HtmlForm.Count, "iid", "sid", "mode", "addr", "algo", "cookie");
}
