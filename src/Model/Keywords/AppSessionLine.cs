using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Plan;

namespace Weir.Model.Keywords;

/// <summary>
/// Reads <c>appsession COOKIE len N timeout TIME [request-learn] [prefix] [mode MODE]</c> (manual of 1.4).
/// </summary>
internal static class AppSessionLine
{
    private const string Missing =
        "'appsession' expects <cookie_name> 'len' <len> 'timeout' <timeout> [options*].";

    public static AppSessionPlan? Read(Line line)
    {
        string name = line.Word(Missing);
        if (!line.HasFailed && !line.Take("len"))
        {
            line.Error(line.Peek, Missing);
        }

        int length = line.HasFailed ? 0 : line.Integer(1, int.MaxValue);
        if (!line.HasFailed && !line.Take("timeout"))
        {
            line.Error(line.Peek, Missing);
        }

        long holdMs = line.HasFailed ? 0 : line.Duration();
        AppSessionPlan session = new(
            ByteText.ToBytes(name), int.Min(length, AppSessionPlan.BytesMost), holdMs);
        while (!line.HasFailed && line.Left > 0)
        {
            session = Word(line, session);
        }

        return line.HasFailed ? null : session;
    }

    private static AppSessionPlan Word(Line line, AppSessionPlan session)
    {
        string word = line.Next()!;
        switch (word)
        {
            case "request-learn":
                return session with { LearnsRequests = true };
            case "prefix":
                return session with { IsPrefix = true };
            case "mode" when line.Peek is "path-parameters" or "query-string":
                return session with { IsInQuery = line.Next() == "query-string" };
            case "mode":
                line.Unknown(line.Peek, $"unknown mode '{line.Peek}'", ["path-parameters", "query-string"]);
                return session;
            default:
                line.Unknown(word, $"unknown option '{word}'", ["request-learn", "prefix", "mode"]);
                return session;
        }
    }
}
