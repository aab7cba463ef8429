using Weir.Control.Questions;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;

namespace Weir.Control.Checks;

/// <summary>
/// Counts on the board what checks, and traffic, say of a server, and what that makes of it.
/// </summary>
internal sealed class HealthKeeper(
    ConfigPlan plan, Board board, Transitions transitions, HealthLog log)
{
    private readonly Board _board = board;

    private readonly string _node =
        plan.Global.Process.Node.Length > 0 ? plan.Global.Process.Node : Sys.NodeName();

    /// <summary>
    /// Counts one verdict; returns the milliseconds from that check's start to the next one's.
    /// </summary>
    public int Count(ServerCheck check, CheckVerdict verdict, Instant now, long wallMs)
    {
        if (IsLeftAlone(check))
        {
            return check.Plan.IntervalMs; // since it was asked
        }

        if (verdict.LacksSource)
        {
            log.NoSource(check.Proxy, wallMs);
        }

        if (verdict.IsGood && check.Server.Observe is not null)
        {
            _board.Errors(check.Server.Id).Forgive();
        }

        HealthScore score = ScoreOf(check);
        ServerEvent what = new(check.Proxy, check.Server, verdict, now.Since(check.StartedAt));
        Settle(check, score, in what, now, wallMs);
        return ScoreOf(check).IntervalMs(check.Plan);
    }

    /// <summary>
    /// Traffic has gone wrong as often in a row as <c>error-limit</c> says.
    /// </summary>
    public void CountErrors(ServerCheck check, ObservedError last, Instant now, long wallMs)
    {
        ObservePlan observe = check.Server.Observe!;
        HealthScore score = ScoreOf(check);
        switch (observe.Action)
        {
            case ErrorAction.FastInterval:
                return;
            case ErrorAction.SuddenDeath:
                score.WeakenTo(failuresLeft: 2);
                break;
            case ErrorAction.MarkDown:
                score.WeakenTo(failuresLeft: 1);
                break;
        }

        string info = $"Detected {observe.Limit} consecutive errors, last one was: {ErrorText.Of(last)}";
        CheckVerdict verdict = new(CheckResult.HealthAnalyze, Info: info);
        ServerEvent what = new(check.Proxy, check.Server, verdict);
        Settle(check, score, in what, now, wallMs);
    }

    /// <summary>Nobody asks how a server in maintenance is, or one that is not to be checked.</summary>
    public bool IsLeftAlone(ServerCheck check)
    {
        ref ServerRecord record = ref _board.Server(check.Server.Id);
        return record.Admin != ServerAdmin.None || record.IsLeftAlone;
    }

    /// <summary>The line that tells a server how it is seen; empty when its check does not.</summary>
    public byte[] StateFor(ServerCheck check) =>
        check.Plan.Http is { SendsState: true } ? StateField.Of(check, _board, _node) : [];

    private HealthScore ScoreOf(ServerCheck check)
    {
        ref ServerRecord record = ref _board.Server(check.Server.Id);
        return HealthScore.Resume(record.Health, record.CheckScore, check.Plan);
    }

    private void Settle(
        ServerCheck check, HealthScore score, in ServerEvent what, Instant now, long wallMs)
    {
        CheckVerdict verdict = what.Verdict!.Value;
        ref ServerRecord record = ref _board.Server(check.Server.Id);
        bool stops = verdict.IsConditional && record.Health != ServerHealth.Down;
        score.Count(verdict.IsGood || stops);
        bool isNews = score.Value != record.CheckScore || record.CheckResult != (int)verdict.Result;
        Note(in what, isFailure: !verdict.IsGood && !stops && record.Health != ServerHealth.Down);
        record.CheckScore = score.Value;
        record.CheckCode = verdict.Code;
        record.CheckResult = (int)verdict.Result;
        record.Checked = 1;
        bool logsChecks = check.Proxy.Backend!.LogsChecks;
        if (logsChecks && isNews)
        {
            bool isDrained = record.Weight == 0 || record.Drains != Draining.None;
            string text = HealthMessage.Checked(in what, score, isDrained);
            log.Server(check.Proxy, HealthLog.Notice, text, wallMs);
        }

        ServerHealth health = !score.IsUp ? ServerHealth.Down
            : stops ? ServerHealth.Stopping
            : verdict.IsGood ? ServerHealth.Up : record.Health;
        if (health != record.Health)
        {
            CheckVerdict? reason = logsChecks ? null : verdict; // it has just been told
            transitions.Apply(what with { Now = health, Verdict = reason }, now, wallMs);
        }
    }

    /// <summary>For those who ask what checks have found.</summary>
    private void Note(in ServerEvent what, bool isFailure)
    {
        ref CheckRecord record = ref _board.Check(what.Server.Id);
        record.Failed += isFailure ? 1 : 0;
        record.DurationMs = (int)what.DurationMs;
        record.SetInfo(what.Verdict!.Value.Info);
    }
}
