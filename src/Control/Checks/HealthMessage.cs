using System.Globalization;
using System.Text;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>How many servers of a backend balanced traffic may use: up, with a weight above 0.</summary>
internal readonly record struct UsableCount(int Active, int Backup)
{
    public bool IsNone => Active == 0 && Backup == 0;

    public bool IsBackupOnly => Active == 0 && Backup > 0;
}

/// <summary>The words of a transition, as HAProxy 2.6 logs them.</summary>
internal static class HealthMessage
{
    /// <param name="proxy">Whose server it is.</param>
    /// <param name="server">What went down.</param>
    /// <param name="verdict">The check that did it, and how long it took.</param>
    /// <param name="left">What the backend has now.</param>
    /// <param name="sessions">Requests that hold the server now.</param>
    public static string Down(
        ProxyPlan proxy, ServerPlan server, (CheckVerdict Verdict, long DurationMs) verdict, UsableCount left, long sessions)
    {
        StringBuilder text = Begin(proxy, server, "DOWN", verdict);
        text.Append(CultureInfo.InvariantCulture, $"{left.Active} active and {left.Backup} backup servers left. ");
        text.Append(left.IsBackupOnly ? "Running on backup. " : "");
        text.Append(CultureInfo.InvariantCulture, $"{sessions} sessions active, 0 requeued, 0 remaining in queue.");
        return text.ToString();
    }

    public static string Up(
        ProxyPlan proxy, ServerPlan server, (CheckVerdict Verdict, long DurationMs) verdict, UsableCount online)
    {
        StringBuilder text = Begin(proxy, server, "UP", verdict);
        text.Append(CultureInfo.InvariantCulture, $"{online.Active} active and {online.Backup} backup servers online. ");
        text.Append(online.IsBackupOnly ? "Running on backup. " : "");
        text.Append("0 sessions requeued, 0 total in queue.");
        return text.ToString();
    }

    /// <summary>The proxy's name stands bare in logs and quoted on stderr.</summary>
    public static string NoServer(ProxyPlan proxy, string quote) => $"proxy {quote}{proxy.Name}{quote} has no server available!";

    private static StringBuilder Begin(
        ProxyPlan proxy, ServerPlan server, string state, (CheckVerdict Verdict, long DurationMs) check)
    {
        StringBuilder text = new(server.Backup ? "Backup Server " : "Server ");
        text.Append(CultureInfo.InvariantCulture, $"{proxy.Name}/{server.Name} is {state}, reason: {check.Verdict.Reason}");
        if (check.Verdict.Code != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", code: {check.Verdict.Code}");
        }

        if (check.Verdict.Info.Length > 0)
        {
            text.Append(", info: \"");
            AppendEscaped(text, check.Verdict.Info);
            text.Append('"');
        }

        return text.Append(CultureInfo.InvariantCulture, $", check duration: {check.DurationMs}ms. ");
    }

    /// <summary>What would end the quotation, the line or the log's encoding is written as its number.</summary>
    private static void AppendEscaped(StringBuilder text, string info)
    {
        foreach (char one in info)
        {
            if (one is < ' ' or > '~' or '"' or '<' or '>')
            {
                text.Append(CultureInfo.InvariantCulture, $"<{(int)one:X2}>");
            }
            else
            {
                text.Append(one);
            }
        }
    }
}
