using System.Collections.Generic;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Compile.Reading;
using Weir.Model.Draft;
using Weir.Model.Draft.Process;
using Weir.Model.Plan;

namespace Weir.Model.Compile;

/// <summary>From configuration text to the plan: the one way in.</summary>
public static class ConfigLoader
{
    /// <summary>Reads, checks and compiles <paramref name="files"/> in their order.</summary>
    /// <returns>The plan; null when <paramref name="reports"/> holds an alert.</returns>
    public static ConfigPlan? Load(
        IReadOnlyList<SourceFile> files, LoadOptions options, out ReportList reports)
    {
        reports = new ReportList();
        EnvironmentDraft environment = new(name => Variable(name, options));
        ConditionFacts facts = new(environment.Find, options.Version, options.Features);
        SourceReader source = new(facts, reports) { KeepsQuotes = options.Keywords.KeepsQuotes };
        ConfigReader reader = new(options, environment, reports);
        foreach (SourceFile file in files)
        {
            reader.Read(file, source);
        }

        ConfigPlan plan = new PlanBuilder(options, reader, reports).Build();
        return reports.Alerts == 0 ? plan : null;
    }

    private static string? Variable(string name, LoadOptions options) =>
        options.Environment(ByteText.ToUnicode(name)) is { } value ? ByteText.FromUnicode(value) : null;
}
