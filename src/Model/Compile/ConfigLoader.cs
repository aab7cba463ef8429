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
        return Load(files, options, reports, null).Plan;
    }

    /// <summary>The same; what was read is told as well.</summary>
    /// <param name="files">The texts.</param>
    /// <param name="options">What they are read with.</param>
    /// <param name="reports">Where errors and warnings go.</param>
    /// <param name="seen">Where lines that were understood are noted; null: nowhere.</param>
    /// <returns>The plan, null after an alert; and the drafts of its proxies, in the same order.</returns>
    internal static (ConfigPlan? Plan, IReadOnlyList<ProxyDraft> Drafts) Load(
        IReadOnlyList<SourceFile> files, LoadOptions options, ReportList reports, List<LineRead>? seen)
    {
        EnvironmentDraft environment = new(name => Variable(name, options));
        ConditionFacts facts = new(environment.Find, options.Version, options.Features);
        SourceReader source = new(facts, reports) { KeepsQuotes = options.Keywords.KeepsQuotes };
        ConfigReader reader = new(options, environment, reports) { Seen = seen };
        foreach (SourceFile file in files)
        {
            reader.Read(file, source);
        }

        ConfigPlan plan = new PlanBuilder(options, reader, reports).Build();
        return (reports.Alerts == 0 ? plan : null, reader.Proxies);
    }

    private static string? Variable(string name, LoadOptions options) =>
        options.Environment(ByteText.ToUnicode(name)) is { } value ? ByteText.FromUnicode(value) : null;
}
