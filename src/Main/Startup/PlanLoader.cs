using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main.CommandLine;
using Weir.Model.Compile;
using Weir.Model.Plan;

namespace Weir.Main.Startup;

/// <summary>
/// Texts to the plan, alike in every process: the launcher asks the system for addresses and keeps the
/// answers; everyone after it is told them.
/// </summary>
internal static class PlanLoader
{
    /// <summary>
    /// Reads for the first time. <paramref name="checkedText"/> is what other processes have to read.
    /// </summary>
    /// <returns>Null when <paramref name="reports"/> holds an alert.</returns>
    public static ConfigPlan? LoadFirst(
        List<SourceFile> files, Invocation asked, out ConfigText checkedText, out ReportList reports)
    {
        Dictionary<string, IpEndpoint> names = [];
        HostNames system = new(asked.Ipv4Only);
        IpEndpoint? Resolve(string name)
        {
            IpEndpoint? address = system.Resolve(name);
            if (address is { } found)
            {
                names[name] = found;
            }

            return address;
        }

        checkedText = new ConfigText(files, names);
        return ConfigLoader.Load(files, OptionsFor(asked, Resolve), out reports);
    }

    /// <summary>Reads what another process has checked; null only if the two are not of one build.</summary>
    public static ConfigPlan? LoadChecked(ConfigText text, Invocation asked) =>
        ConfigLoader.Load(text.Files, OptionsFor(asked, name => Recall(text, name)), out _);

    private static IpEndpoint? Recall(ConfigText text, string name) =>
        text.Names.TryGetValue(name, out IpEndpoint address) ? address : null;

    private static LoadOptions OptionsFor(Invocation asked, Func<string, IpEndpoint?> resolve) => new()
    {
        Balances = Catalogue.Balances,
        Environment = Environment.GetEnvironmentVariable,
        Resolve = resolve,
        MaxConn = asked.MaxConn,
        PidFile = asked.PidFile,
        Daemon = asked.Daemon,
        Quiet = asked.Quiet,
        Version = VersionText.Compatible,
        Features = VersionText.Features,
    };
}
