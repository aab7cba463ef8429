using System.Collections.Generic;
using System.Linq;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Compile;
using Weir.Model.Keywords;
using Weir.Model.Plan;
using Weir.Rules.Actions;
using Weir.Rules.Balance;
using Weir.Rules.Rewriting;
using Weir.Rules.Stick;
using Xunit;

namespace Weir.Tests.Sim.Worker;

/// <summary>Configurations of simulated workers: no environment, no names to look up.</summary>
internal static class SimConfig
{
    private static readonly KeywordIndex s_keywords =
        KeywordTables.With(RuleKeywords.Table, LineKeywords.Table, StickKeywords.Table);

    /// <summary>What texts ask for that follow each other: each by the numbers of those before.</summary>
    public static ConfigPlan[] LoadAll(params string[] texts)
    {
        List<ConfigPlan> all = [];
        foreach (string text in texts)
        {
            PlanIds ids = new Numbering([.. all.AsEnumerable().Reverse()]).Of(Load(text));
            all.Add(Load(text, ids));
        }

        return [.. all];
    }

    /// <summary>What a text, which must be good, asks for.</summary>
    public static ConfigPlan Load(string text, PlanIds? ids = null)
    {
        LoadOptions options = new()
        {
            Ids = ids,
            Balances = BalanceTable.Rows,
            Keywords = s_keywords,
            Environment = static _ => null,
            Resolve = static _ => null,
        };
        SourceFile file = new("sim.cfg", text);
        ConfigPlan? plan = ConfigLoader.Load([file], options, out ReportList reports);
        Assert.True(plan is not null, string.Join('\n', reports.Select(static report => report.ToString())));
        return plan;
    }
}
