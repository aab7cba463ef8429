using System.Globalization;
using System.Text;
using Weir.Control.Questions;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>The words of checks and of what they change, as HAProxy 2.6 logs them.</summary>
internal static class HealthMessage
{
    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    /// <param name="what">What took the server down.</param>
    /// <param name="left">What the backend has now.</param>
    /// <param name="sessions">Requests that hold the server now.</param>
    public static string Down(in ServerEvent what, UsableCount left, long sessions)
    {
        string backup = left.IsBackupOnly ? "Running on backup. " : "";
        bool isMaintained = what.Mode is { Admin: not ServerAdmin.None };
        return Begin(in what, isMaintained ? "is going DOWN for maintenance" : "is DOWN")
            .Append(Invariant, $"{left.Active} active and {left.Backup} backup servers left. {backup}")
            .Append(Invariant, $"{sessions} sessions active, {what.Queues.Moved} requeued, ")
            .Append(Invariant, $"{what.Queues.Left} remaining in queue.")
            .ToString();
    }

    /// <param name="what">What brought the server up.</param>
    /// <param name="online">What the backend has now.</param>
    public static string Up(in ServerEvent what, UsableCount online) =>
        Begin(in what, "is UP").Append(Online(in what, online)).ToString();

    /// <summary>A server that wants nobody new.</summary>
    /// <param name="what">What said so.</param>
    /// <param name="online">What the backend has now.</param>
    public static string Stopping(in ServerEvent what, UsableCount online) =>
        Begin(in what, "is stopping").Append(Online(in what, online)).ToString();

    /// <summary>A server that nobody new is sent to.</summary>
    /// <param name="what">What said so.</param>
    /// <param name="online">What the backend has now.</param>
    public static string Drained(in ServerEvent what, UsableCount online) =>
        Begin(in what, "enters drain state").Append(Online(in what, online)).ToString();

    /// <summary>A server that is no longer in maintenance, or no longer drained.</summary>
    public static string Back(in ServerEvent what)
    {
        bool wasMaintained = what.ModeBefore.Admin != ServerAdmin.None;
        string health = what.Now == ServerHealth.Down ? "DOWN" : what.Now == ServerHealth.Up ? "UP" : "NOLB";
        string mode = !wasMaintained ? "" : what.Mode is { Drains: not Draining.None } ? "/DRAIN" : "/READY";
        string left = !wasMaintained ? "forced drain"
            : what.ModeBefore.Admin == ServerAdmin.Maintenance ? "forced maintenance" : "maintenance";
        return (what.Server.Backup ? "Backup Server " : "Server ")
            + what.Name + " is " + health + mode + " (leaving " + left + ").";
    }

    /// <summary>The outcome of a check, whatever it changes.</summary>
    /// <param name="what">The check.</param>
    /// <param name="score">What it has made of the server.</param>
    /// <param name="isDraining">The server's weight is 0.</param>
    public static string Checked(in ServerEvent what, HealthScore score, bool isDraining)
    {
        CheckVerdict verdict = what.Verdict!.Value;
        string outcome = verdict.IsConditional ? "conditionally succeeded"
            : verdict.IsGood ? "succeeded" : "failed";
        string word = !score.IsUp ? "DOWN" : isDraining ? "DRAIN" : "UP";
        StringBuilder text = new("Health check for ");
        text.Append(what.Server.Backup ? "backup server " : "server ")
            .Append(Invariant, $"{what.Name} {outcome}");
        AppendReason(text, in what);
        return text.Append(Invariant, $", status: {score.Counted}/{score.Needed} {word}.").ToString();
    }

    /// <summary>The proxy's name stands bare in logs and quoted on stderr.</summary>
    public static string NoServer(ProxyPlan proxy, string quote)
    {
        string noun = proxy.Frontend is null ? "backend" : "proxy";
        return $"{noun} {quote}{proxy.Name}{quote} has no server available!";
    }

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
        StringBuilder text = new(what.Server.Backup ? "Backup Server " : "Server ");
        text.Append(Invariant, $"{what.Name} {state}").Append(what.Via.Length > 0 ? " via " : "")
            .Append(what.Via);
        text.Append(what.By.Length > 0 ? ", " : "").Append(what.By);
        AppendReason(text, in what);
        return text.Append(". ");
    }

    private static void AppendReason(StringBuilder text, in ServerEvent what)
    {
        if (what.Verdict is not { } verdict)
        {
            return;
        }

        text.Append(Invariant, $", reason: {verdict.Reason}");
        if (verdict.HasCode)
        {
            text.Append(Invariant, $", code: {verdict.Code}");
        }

        if (verdict.Info.Length > 0)
        {
            text.Append(", info: \"");
            AppendEscaped(text, verdict.Info);
            text.Append('"');
        }

        if (what.DurationMs >= 0)
        {
            text.Append(Invariant, $", check duration: {what.DurationMs}ms");
        }
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
