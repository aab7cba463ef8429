using System.Globalization;
using System.Text;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>How many servers of a backend balanced traffic may use: up, with a weight above 0.</summary>
internal readonly record struct UsableCount(int Active, int Backup)
{
    public bool IsNone => Active == 0 && Backup == 0;

    public bool IsBackupOnly => Active == 0 && Backup > 0;
}

/// <summary>A check that changed a server's state.</summary>
internal readonly record struct ServerEvent(
    ProxyPlan Proxy, ServerPlan Server, CheckVerdict Verdict, long DurationMs)
{
    /// <summary>What it was.</summary>
    public ServerHealth Before { get; init; }

    /// <summary>What it is now.</summary>
    public ServerHealth Now { get; init; }

    /// <summary>Requests that waited for the server, and what becomes of them.</summary>
    public QueueCount Queues { get; init; }
}

/// <summary>Requests that wait for a server that has changed.</summary>
/// <param name="Moved">To another queue, or to this server.</param>
/// <param name="Left">Still in its queue.</param>
internal readonly record struct QueueCount(int Moved, int Left);

/// <summary>The words of a transition, as HAProxy 2.6 logs them.</summary>
internal static class HealthMessage
{
    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    /// <param name="what">What took the server down.</param>
    /// <param name="left">What the backend has now.</param>
    /// <param name="sessions">Requests that hold the server now.</param>
    public static string Down(in ServerEvent what, UsableCount left, long sessions)
    {
        string backup = left.IsBackupOnly ? "Running on backup. " : "";
        return Begin(in what, "DOWN")
            .Append(Invariant, $"{left.Active} active and {left.Backup} backup servers left. {backup}")
            .Append(Invariant, $"{sessions} sessions active, {what.Queues.Moved} requeued, ")
            .Append(Invariant, $"{what.Queues.Left} remaining in queue.")
            .ToString();
    }

    /// <param name="what">What brought the server up.</param>
    /// <param name="online">What the backend has now.</param>
    public static string Up(in ServerEvent what, UsableCount online) =>
        Begin(in what, "UP").Append(Online(in what, online)).ToString();

    /// <summary>A server that wants nobody new.</summary>
    /// <param name="what">What said so.</param>
    /// <param name="online">What the backend has now.</param>
    public static string Stopping(in ServerEvent what, UsableCount online) =>
        Begin(in what, "stopping").Append(Online(in what, online)).ToString();

    /// <summary>The proxy's name stands bare in logs and quoted on stderr.</summary>
    public static string NoServer(ProxyPlan proxy, string quote) =>
        $"proxy {quote}{proxy.Name}{quote} has no server available!";

    /// <summary>The same words as when it happens to traffic.</summary>
    public static string NoSource(ProxyPlan proxy) =>
        $"Cannot bind to source address before connect() for backend {proxy.Name}.";

    private static string Online(in ServerEvent what, UsableCount online)
    {
        string backup = online.IsBackupOnly ? "Running on backup. " : "";
        return string.Create(
            Invariant,
            $"{online.Active} active and {online.Backup} backup servers online. {backup}"
            + $"{what.Queues.Moved} sessions requeued, {what.Queues.Left} total in queue.");
    }

    private static StringBuilder Begin(in ServerEvent what, string state)
    {
        CheckVerdict verdict = what.Verdict;
        StringBuilder text = new(what.Server.Backup ? "Backup Server " : "Server ");
        text.Append(Invariant, $"{what.Proxy.Name}/{what.Server.Name} is {state}, reason: {verdict.Reason}");
        if (verdict.Code != 0)
        {
            text.Append(Invariant, $", code: {verdict.Code}");
        }

        if (verdict.Info.Length > 0)
        {
            text.Append(", info: \"");
            AppendEscaped(text, verdict.Info);
            text.Append('"');
        }

        return text.Append(Invariant, $", check duration: {what.DurationMs}ms. ");
    }

    /// <summary>What would end the quotation, the line or the encoding is written as its number.</summary>
    private static void AppendEscaped(StringBuilder text, string info)
    {
        foreach (char one in info)
        {
            if (one is < ' ' or > '~' or '"' or '<' or '>')
            {
                text.Append(Invariant, $"<{(int)one:X2}>");
            }
            else
            {
                text.Append(one);
            }
        }
    }
}
