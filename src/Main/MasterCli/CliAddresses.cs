using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Main.CommandLine;
using Weir.Main.Messages;
using Weir.Main.Startup;
using Weir.Model.Plan.Process;

namespace Weir.Main.MasterCli;

/// <summary>The <c>-S</c> of a command line (management guide, "-S").</summary>
internal static class CliAddresses
{
    /// <summary>Numbers of users and groups, by the system's two files.</summary>
    public static readonly AccountNumbers Accounts = new(Privileges.Accounts.User, Privileges.Accounts.Group);

    /// <summary>All that a command line asks for; null after an alert.</summary>
    /// <param name="asked">The command line.</param>
    /// <param name="isMasterWorker">In any other mode there is no such socket.</param>
    /// <param name="log">Where it is told what is wrong.</param>
    public static ControlAddress[]? ReadAll(Invocation asked, bool isMasterWorker, MessageLog log)
    {
        List<ControlAddress> all = [];
        HostNames system = new(asked.Ipv4Only);
        foreach (string text in asked.MasterSockets)
        {
            if (Read(text, system.Resolve, out string fault) is not { } address)
            {
                log.Alert($"config : {fault}");
                log.Alert("config : Can't create the master's CLI.");
                return null;
            }

            all.Add(address);
        }

        if (!isMasterWorker && all.Count > 0)
        {
            log.Warning("config : a master CLI socket was defined, but master-worker mode (-W) is not "
                + "enabled.");
            all.Clear();
        }

        return [.. all];
    }

    /// <summary>Null when it cannot be used: then <paramref name="fault"/> tells why.</summary>
    public static ControlAddress? Read(
        string text, Func<string, IpEndpoint?> resolve, out string fault)
    {
        string[] words = text.Split(',');
        ControlAddress? address =
            ControlAddress.Read(words, resolve, Accounts, out string wrong, out fault);
        fault = wrong.Length == 0 || address is not null ? fault : $"'{words[0]} {wrong}' : {fault}";
        return address;
    }
}
