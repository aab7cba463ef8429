using System;
using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Language.Values;
using Weir.Model.Keywords.Later;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;

namespace Weir.Model.Keywords.Logs;

/// <summary>
/// Reads <c>log TARGET [len N] [format F] FACILITY [MAXLEVEL [MINLEVEL]]</c> (manual, 4.2 "log").
/// </summary>
internal static class LogLines
{
    private const ushort SyslogPort = 514;
    private const int LengthMin = 80;
    private const int LengthMax = 65535;

    /// <summary>Each at its number.</summary>
    private static readonly string[] Facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "auth2", "ftp",
        "ntp", "audit", "alert", "cron2", "local0", "local1", "local2", "local3", "local4", "local5",
        "local6", "local7",
    ];

    /// <summary>Each at its number.</summary>
    private static readonly string[] Levels =
        ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

    private static readonly string[] LaterFormats = ["rfc5424", "priority", "timed", "iso"];

    private static readonly string[] KnownFormats = ["local", "raw", "rfc3164", "short", .. LaterFormats];

    /// <summary>The target; null after an error.</summary>
    /// <param name="line">The line behind <c>log</c>.</param>
    /// <param name="resolve">The address of a host name, or null.</param>
    /// <param name="allowed">How the message about a line that is too short continues.</param>
    public static LogTarget? Read(Line line, Func<string, IpEndpoint?> resolve, string allowed)
    {
        if (line.Left < 2 || line.Peek.Length == 0)
        {
            line.Error("", $"log : expects <address> and <facility> {allowed} as arguments");
            return null;
        }

        string target = line.Next()!;
        int length = line.Take("len") ? Length(line) : 1024;
        bool isFrameNamed = line.Take("format");
        LogFrame frame = isFrameNamed ? Frame(line) : LogFrame.Local;
        if (line.Peek is "sample" or "profile")
        {
            line.Error(line.Peek, NotYet.Message($"log ... {line.Peek}"));
        }

        int facility = line.HasFailed ? 0 : Number(line, Facilities, "log facility");
        int most = line.HasFailed || line.Left == 0 ? 7 : Number(line, Levels, "optional log level");
        int least = line.HasFailed || line.Left == 0 ? 0 : Number(line, Levels, "optional minimum log level");
        if (!line.HasFailed && line.Left > 0)
        {
            line.Error(line.Peek, $"log : cannot handle unexpected argument '{line.Peek}'");
        }

        LogTarget? written = line.HasFailed ? null : Target(line, target, resolve);
        return written is null ? null : new LogTarget
        {
            Transport = written.Transport,
            Address = written.Address,
            Path = written.Path,
            Descriptor = written.Descriptor,
            Frame = frame,
            IsFrameNamed = isFrameNamed,
            Facility = facility,
            MaxLevel = most,
            MinLevel = least,
            MaxBytes = length,
        };
    }

    private static int Length(Line line)
    {
        string word = line.Next() ?? "";
        if (!int.TryParse(word, out int length) || length < LengthMin || length > LengthMax)
        {
            line.Error(word, $"log : invalid log length '{word}', "
                + $"must be between {LengthMin} and {LengthMax}");
        }

        return length;
    }

    private static LogFrame Frame(Line line)
    {
        string word = line.Next() ?? "";
        if (Array.IndexOf(KnownFormats, word) < 0)
        {
            line.Unknown(word, $"log : unknown log format '{word}'", KnownFormats);
        }
        else if (Array.IndexOf(LaterFormats, word) >= 0)
        {
            line.Error(word, NotYet.Message($"log ... format {word}"));
        }

        return word switch
        {
            "raw" => LogFrame.Raw,
            "rfc3164" => LogFrame.Rfc3164,
            "short" => LogFrame.Short,
            _ => LogFrame.Local,
        };
    }

    private static int Number(Line line, string[] names, string what)
    {
        string word = line.Next() ?? "";
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i] == word)
            {
                return i;
            }
        }

        line.Unknown(word, $"log : unknown {what} '{word}'", names);
        return 0;
    }

    private static LogTarget? Target(Line line, string target, Func<string, IpEndpoint?> resolve)
    {
        string text = target switch
        {
            "stdout" => "fd@1",
            "stderr" => "fd@2",
            _ => target,
        };
        if (text.StartsWith("fd@", StringComparison.Ordinal))
        {
            bool isNumber = int.TryParse(text[3..], out int descriptor) && descriptor >= 0;
            if (isNumber && descriptor is not (1 or 2))
            {
                // The processes that write lines are spawned with these two and none of the starter's others.
                line.Error(target, $"log : '{target}' is known, but not supported yet.");
                return null;
            }

            if (isNumber)
            {
                return new LogTarget { Transport = LogTransport.Descriptor, Descriptor = descriptor };
            }

            line.Error(target, $"log : file descriptor '{text[3..]}' is not a valid integer in '{target}'");
            return null;
        }

        if (text.StartsWith('/'))
        {
            return new LogTarget { Transport = LogTransport.UnixDatagram, Path = ByteText.ToUnicode(text) };
        }

        AddressRange? address = AddressText.Read(text, AddressForm.None, resolve, out string fault);
        if (address is null)
        {
            line.Error(target, $"log : {fault}");
            return null;
        }

        IpEndpoint first = address.Value.First;
        return new LogTarget
        {
            Transport = LogTransport.Udp,
            Address = first.Port == 0 ? first.WithPort(SyslogPort) : first,
        };
    }
}
