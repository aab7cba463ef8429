using System;
using System.Collections.Generic;
using System.IO;
using Weir.Ground.Net;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main;
using Weir.Main.Privileges;
using Weir.Model.Compile;
using Weir.Model.Plan;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>What Weir says, in process: the whole of <c>-c</c> but its printing.</summary>
internal static class Own
{
    private static readonly LoadOptions s_options = new()
    {
        Balances = Catalogue.Balances,
        Keywords = Catalogue.Keywords,
        Environment = System.Environment.GetEnvironmentVariable,
        FindUser = Accounts.User,
        FindGroup = Accounts.Group,
        ReadFile = Read,
        Resolve = static name => name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            ? IpEndpoint.V4(0x7f000001, 0) : null,
        Version = "2.6.12",
    };

    public static Judgement Judge(string text)
    {
        SourceFile file = new("f.cfg", text);
        ConfigPlan? plan = ConfigLoader.Load([file], s_options, out ReportList reports);
        Dictionary<int, string> refusals = [];
        List<string> alerts = [];
        List<string> warnings = [];
        foreach (Report report in reports)
        {
            string message = ReportPrinter.Text(report, 0);
            message = message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
            if (report.Severity != Severity.Alert)
            {
                warnings.Add(message);
                continue;
            }

            alerts.Add(message);
            if (report is { Line: > 0, Stage: Stage.Parsing }) refusals.TryAdd(report.Line, message);
        }

        return new Judgement(plan is not null, refusals, alerts, warnings);
    }

    private static FileText Read(string path) =>
        Directory.Exists(path) ? new FileText([], FileFailure.Reading)
        : !File.Exists(path) ? new FileText([], FileFailure.Opening)
        : new FileText(File.ReadAllBytes(path));
}
