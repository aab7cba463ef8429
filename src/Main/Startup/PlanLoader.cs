using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main.CommandLine;
using Weir.Main.Privileges;
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
    /// What files a configuration was read from, for itself; it may change with a reload, unlike the rest of
    /// a process's environment.
    /// </summary>
    public const string FilesVariable = "HAPROXY_CFGFILES";

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
        LoadOptions options = OptionsFor(asked, checkedText, Resolve, namesAccounts: true);
        return ConfigLoader.Load(files, options, out reports);
    }

    /// <summary>Reads what another process has checked; null only if the two are not of one build.</summary>
    /// <param name="text">What was checked.</param>
    /// <param name="asked">What shapes the plan beside it.</param>
    /// <param name="namesAccounts">Users and groups are looked up. A child does not: it is told as whom it
    /// runs, and may be where there is no list of them.</param>
    public static ConfigPlan? LoadChecked(ConfigText text, Invocation asked, bool namesAccounts = false)
    {
        LoadOptions options = OptionsFor(asked, text, name => Recall(text, name), namesAccounts);
        return ConfigLoader.Load(text.Files, options, out _);
    }

    private static string[] FilesOf(ConfigText text)
    {
        string[] names = new string[text.Files.Count];
        for (int at = 0; at < names.Length; at++)
        {
            names[at] = text.Files[at].Name;
        }

        return names;
    }

    private static IpEndpoint? Recall(ConfigText text, string name) =>
        text.Names.TryGetValue(name, out IpEndpoint address) ? address : null;

    private static LoadOptions OptionsFor(
        Invocation asked, ConfigText text, Func<string, IpEndpoint?> resolve, bool namesAccounts) => new()
    {
        Balances = Catalogue.Balances,
        Ids = text.Ids,
        Environment = name => name == FilesVariable
            ? string.Join(';', FilesOf(text))
            : Environment.GetEnvironmentVariable(name),
        Resolve = resolve,
        FindUser = namesAccounts ? Accounts.User : static _ => 0,
        FindGroup = namesAccounts ? Accounts.Group : static _ => 0,
        MaxConn = asked.MaxConn,
        ProxyMaxConn = asked.ProxyMaxConn,
        MasterWorker = asked.MasterWorker,
        IsPeerGiven = asked.LocalPeer is not null,
        PidFile = asked.PidFile,
        Daemon = asked.Daemon,
        Quiet = asked.Quiet,
        Version = VersionText.Compatible,
        Features = VersionText.Features,
    };
}
