using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main.CommandLine;
using Weir.Main.Messages;
using Weir.Model.Compile;
using Weir.Model.Plan;

namespace Weir.Main.Startup;

/// <summary>The files of the command line as they are now: read, resolved, checked.</summary>
/// <param name="Plan">What they mean.</param>
/// <param name="Text">What other processes have to read to come to the same.</param>
/// <param name="Warnings">How many things were found that are no error.</param>
internal sealed record FreshConfiguration(ConfigPlan Plan, ConfigText Text, int Warnings)
{
    /// <summary>Null after an alert for everything that is wrong.</summary>
    public static FreshConfiguration? Read(Invocation asked, MessageLog log)
    {
        if (ConfigFiles.Read(asked.Paths, log) is not { } files)
        {
            return null;
        }

        SetVariables(asked, files);
        ConfigPlan? plan = PlanLoader.LoadFirst(files, asked, out ConfigText text, out ReportList reports);
        log.Quiet |= plan is { Global.Quiet: true } && !asked.Verbose;
        log.Show(reports, asked.Diagnostics);
        if (plan is null)
        {
            log.Alert("config : Fatal errors found in configuration.");
            return null;
        }

        if (asked.WarningsAreErrors && reports.Warnings > 0)
        {
            log.Alert("config : Some warnings were found and 'zero-warning' is set. Aborting.");
            return null;
        }

        return new FreshConfiguration(plan, text, reports.Warnings);
    }

    /// <summary>
    /// What a configuration may name in ${...} beside the user's own variables. Children inherit them.
    /// </summary>
    public static void SetVariables(Invocation asked, List<SourceFile> files)
    {
        Environment.SetEnvironmentVariable("HAPROXY_LOCALPEER", asked.LocalPeer ?? HostName.Text);
        string names = string.Join(';', files.ConvertAll(file => file.Name));
        Environment.SetEnvironmentVariable(PlanLoader.FilesVariable, names);
    }
}
