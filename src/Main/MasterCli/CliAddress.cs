using System;
using System.Collections.Generic;
using System.Globalization;
using Weir.Ground.Net;
using Weir.Kernel.Sockets;
using Weir.Language.Values;
using Weir.Main.CommandLine;
using Weir.Main.Messages;
using Weir.Main.Privileges;
using Weir.Main.Startup;

namespace Weir.Main.MasterCli;

/// <summary>
/// One <c>-S</c> of the command line: an address, and options as those of <c>bind</c> with commas in the
/// place of spaces (management guide, "-S").
/// </summary>
internal sealed class CliAddress
{
    private const string UnixPrefix = "unix@";
    private const string AbstractPrefix = "abns@";

    /// <summary>The whole of every mode is nine bits.</summary>
    private const uint ModeMost = 0x1ff;

    private UnixAccess _access;

    private CliAddress(string text) => Text = text;

    /// <summary>As it was written: by this it is recognised after a reload.</summary>
    public string Text { get; }

    /// <summary>Where a file or an abstract name is meant; null: <see cref="Ip"/> is.</summary>
    public string? Name { get; private set; }

    public bool IsAbstract { get; private set; }

    public IpEndpoint Ip { get; private set; }

    public UnixAccess Access => _access;

    public CliLevel Level { get; private set; } = CliLevel.Admin;

    /// <summary>All that a command line asks for; null after an alert.</summary>
    /// <param name="asked">The command line.</param>
    /// <param name="isMasterWorker">In any other mode there is no such socket.</param>
    /// <param name="log">Where it is told what is wrong.</param>
    public static CliAddress[]? ReadAll(Invocation asked, bool isMasterWorker, MessageLog log)
    {
        List<CliAddress> all = [];
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
    public static CliAddress? Read(string text, Func<string, IpEndpoint?> resolve, out string fault)
    {
        string[] words = text.Split(',');
        CliAddress address = new(text);
        fault = address.TakePlace(words[0], resolve);
        for (int at = 1; at < words.Length && fault.Length == 0; at += 2)
        {
            string argument = at + 1 < words.Length ? words[at + 1] : "";
            fault = address.TakeOption(words[at], argument);
            fault = fault.Length == 0 ? "" : $"'{words[0]} {words[at]}' : {fault}";
        }

        return fault.Length == 0 ? address : null;
    }

    private string TakePlace(string text, Func<string, IpEndpoint?> resolve)
    {
        IsAbstract = text.StartsWith(AbstractPrefix, StringComparison.Ordinal);
        Name = IsAbstract ? text[AbstractPrefix.Length..]
            : text.StartsWith(UnixPrefix, StringComparison.Ordinal) ? text[UnixPrefix.Length..]
            : text.StartsWith('/') ? text
            : null;
        if (Name is not null)
        {
            return Name.Length == 0 ? $"'{text}' : a name is missing." : "";
        }

        AddressRange? range = AddressText.Read(text, AddressForm.PortNeeded, resolve, out string fault);
        Ip = range?.First ?? default;
        return fault;
    }

    private string TakeOption(string name, string argument) => name switch
    {
        "level" => TakeLevel(argument),
        "mode" => TakeMode(argument),
        "uid" or "gid" => TakeNumber(name, argument),
        "user" or "group" => TakeAccount(name, argument),
        _ => $"unknown keyword '{name}'.",
    };

    private string TakeLevel(string argument)
    {
        int level = Array.IndexOf(CliLevels.Names, argument);
        Level = (CliLevel)int.Max(level, 0);
        return level < 0
            ? $"''level' only supports 'user', 'operator', and 'admin' (got '{argument}')'"
            : "";
    }

    private string TakeMode(string argument)
    {
        uint mode = 0;
        bool isOctal = argument.Length > 0;
        foreach (char digit in argument)
        {
            isOctal &= digit is >= '0' and <= '7' && mode <= ModeMost;
            mode = (mode << 3) | (uint)(digit & 7);
        }

        _access.Mode = mode;
        return isOctal && mode <= ModeMost
            ? ""
            : $"''mode' : missing or invalid mode '{argument}' (octal integer expected)'";
    }

    private string TakeNumber(string name, string argument)
    {
        bool isNumber = uint.TryParse(
            argument, NumberStyles.None, CultureInfo.InvariantCulture, out uint number);
        TakeOwner(name == "uid", number);
        return isNumber ? "" : $"''{name}' : missing or invalid number '{argument}''";
    }

    private string TakeAccount(string name, string argument)
    {
        bool isUser = name == "user";
        uint? number = isUser ? Accounts.User(argument) : Accounts.Group(argument);
        TakeOwner(isUser, number ?? 0);
        return number is null ? $"''{name}' : unknown {name} name '{argument}''" : "";
    }

    private void TakeOwner(bool isUser, uint number)
    {
        if (isUser)
        {
            _access.User = number;
        }
        else
        {
            _access.Group = number;
        }
    }
}
