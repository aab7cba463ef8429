using System;
using System.Globalization;
using Weir.Ground.Net;
using Weir.Language.Values;

namespace Weir.Model.Plan.Process;

/// <summary>
/// Where orders are taken: an address, and options as those of <c>bind</c>. A <c>stats socket</c> of the
/// configuration, or a <c>-S</c> of the command line, which has commas in the place of spaces.
/// </summary>
public sealed class ControlAddress
{
    private const string UnixPrefix = "unix@";
    private const string AbstractPrefix = "abns@";

    /// <summary>The whole of every mode is nine bits.</summary>
    private const uint ModeMost = 0x1ff;

    private readonly AccountNumbers _accounts;

    private ControlAddress(string text, AccountNumbers accounts)
    {
        Text = text;
        _accounts = accounts;
    }

    /// <summary>As it was written, with commas: by this it is recognised after a reload.</summary>
    public string Text { get; }

    /// <summary>Where in the configuration: "file:line"; empty: not there.</summary>
    public string Source { get; internal set; } = "";

    /// <summary>Where a file or an abstract name is meant; null: <see cref="Ip"/> is.</summary>
    public string? Name { get; private set; }

    public bool IsAbstract { get; private set; }

    public IpEndpoint Ip { get; private set; }

    /// <summary>Permission bits of the file; null: as the umask leaves them.</summary>
    public uint? Mode { get; private set; }

    /// <summary>The file's owner by number; null: whoever opens it.</summary>
    public uint? User { get; private set; }

    /// <summary>The owner by name: only who opens it can always tell the number.</summary>
    public string? UserName { get; private set; }

    /// <summary>Null: the opener's.</summary>
    public uint? Group { get; private set; }

    public string? GroupName { get; private set; }

    /// <summary>What clients may do; null when it was not written.</summary>
    public ControlLevel? Level { get; private set; }

    /// <summary>Null when it cannot be used.</summary>
    /// <param name="words">The place, and behind it pairs of an option and its argument.</param>
    /// <param name="resolve">The address of a host's name.</param>
    /// <param name="accounts">Numbers of users and groups.</param>
    /// <param name="wrong">The option that is wrong, or empty.</param>
    /// <param name="fault">Why it cannot be used.</param>
    public static ControlAddress? Read(
        ReadOnlySpan<string> words, Func<string, IpEndpoint?> resolve, AccountNumbers accounts,
        out string wrong, out string fault)
    {
        ControlAddress address = new(string.Join(',', words), accounts);
        wrong = "";
        fault = address.TakePlace(words[0], resolve);
        for (int at = 1; at < words.Length && fault.Length == 0; at += 2)
        {
            wrong = words[at];
            fault = address.TakeOption(wrong, at + 1 < words.Length ? words[at + 1] : "");
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
        "expose-fd" when argument == "listeners" => "", // a reload loses nobody without it
        "expose-fd" => $"''expose-fd' only supports 'listeners' (got '{argument}')'",
        _ => $"unknown keyword '{name}'.",
    };

    private string TakeLevel(string argument)
    {
        int level = Array.IndexOf(ControlLevels.Names, argument);
        Level = (ControlLevel)int.Max(level, 0);
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

        Mode = mode;
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
        uint? number = isUser ? _accounts.User(argument) : _accounts.Group(argument);
        UserName = isUser ? argument : UserName;
        GroupName = isUser ? GroupName : argument;
        return number is null ? $"''{name}' : unknown {name} name '{argument}''" : "";
    }

    private void TakeOwner(bool isUser, uint number)
    {
        if (isUser)
        {
            User = number;
        }
        else
        {
            Group = number;
        }
    }
}
