using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main.CommandLine;
using Weir.Main.Messages;
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

    /// <summary>Bytes of a file that a line names; more is too much for any of them.</summary>
    private const int FileBytesMost = 64 * 1024 * 1024;

    /// <summary>
    /// Reads for the first time. <paramref name="checkedText"/> is what other processes have to read.
    /// </summary>
    /// <returns>Null when <paramref name="reports"/> holds an alert.</returns>
    public static ConfigPlan? LoadFirst(
        List<SourceFile> files, Invocation asked, out ConfigText checkedText, out ReportList reports)
    {
        LoadOptions options = FirstOptions(files, asked, out checkedText);
        return ConfigLoader.Load(files, options, out reports);
    }

    /// <summary>
    /// How a configuration is read for the first time; <paramref name="checkedText"/> notes what was asked of
    /// the system meanwhile.
    /// </summary>
    public static LoadOptions FirstOptions(
        List<SourceFile> files, Invocation asked, out ConfigText checkedText)
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

        Dictionary<string, byte[]> contents = [];
        FileText ReadFile(string path)
        {
            FileText file = ReadNow(path);
            contents[path] = file.Bytes;
            return file;
        }

        checkedText = new ConfigText(files, names) { Contents = contents };
        return OptionsFor(asked, checkedText, new Outside(Resolve, ReadFile, NamesAccounts: true));
    }

    /// <summary>Reads what another process has checked; null only if the two are not of one build.</summary>
    /// <param name="text">What was checked.</param>
    /// <param name="asked">What shapes the plan beside it.</param>
    /// <param name="namesAccounts">Users and groups are looked up. A child does not: it is told as whom it
    /// runs, and may be where there is no list of them.</param>
    public static ConfigPlan? LoadChecked(ConfigText text, Invocation asked, bool namesAccounts = false)
    {
        Outside outside = new(
            name => text.Names.TryGetValue(name, out IpEndpoint address) ? address : null,
            path => new FileText(text.Contents.TryGetValue(path, out byte[]? content) ? content : []),
            namesAccounts);
        LoadOptions options = OptionsFor(asked, text, outside);
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

    private static FileText ReadNow(string path)
    {
        int error = SmallFile.Read(path, out byte[] content, FileBytesMost);
        return new FileText(content, error switch
        {
            0 => FileFailure.None,
            -Errno.EISDIR => FileFailure.Reading,
            _ => FileFailure.Opening,
        });
    }

    private static LoadOptions OptionsFor(Invocation asked, ConfigText text, Outside outside) => new()
    {
        Balances = Catalogue.Balances,
        Keywords = Catalogue.Keywords,
        Ids = text.Ids,
        Environment = name => name == FilesVariable
            ? string.Join(';', FilesOf(text))
            : Environment.GetEnvironmentVariable(name),
        Resolve = outside.Resolve,
        ReadFile = outside.ReadFile,
        FindUser = outside.NamesAccounts ? Accounts.User : static _ => 0,
        FindGroup = outside.NamesAccounts ? Accounts.Group : static _ => 0,
        MaxConn = asked.MaxConn,
        ProxyMaxConn = asked.ProxyMaxConn,
        MasterWorker = asked.MasterWorker,
        IsPeerGiven = asked.LocalPeer is not null,
        PidFile = asked.PidFile,
        Debug = asked.Debug,
        Daemon = asked.Daemon,
        Quiet = asked.Quiet,
        Version = VersionText.Compatible,
        Features = VersionText.Features,
    };
}
