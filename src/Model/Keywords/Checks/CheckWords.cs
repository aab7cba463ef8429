using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Values;
using Weir.Model.Draft;
using Weir.Model.Keywords.Servers;
using Weir.Model.Plan.Checks;

namespace Weir.Model.Keywords.Checks;

/// <summary>
/// Words of the <c>server</c> line about its health: how it is asked, and what comes of it.
/// </summary>
internal static class CheckWords
{
    /// <summary>Of rise and of fall: their sum is counted in 32 bits.</summary>
    private const int CountMost = 1_000_000_000;

    public static readonly ServerWord[] Table =
    [
        new("addr", "<address>", Default: "the server's address", Example: "addr 127.0.0.1",
            Doc: "Where health checks go.",
            Apply: static (line, server) => server.CheckAddress = Address(line, server)),
        new("check", "", Default: "off", Example: "check",
            Doc: "The server's health is checked.",
            Apply: static (_, server) => server.Check = true),
        new("downinter", "<delay>", Default: "inter", Example: "downinter 10s",
            Doc: "Time between checks while the server is down.",
            Apply: static (line, server) => server.DownIntervalMs = Delay(line, server)),
        new("error-limit", "<count>", Default: "10", Example: "error-limit 50",
            Doc: "Errors in a row that 'on-error' answers to, from 1 (see 'observe').",
            Apply: static (line, server) => server.ErrorLimit = Count(line, "error-limit", int.MaxValue)),
        new("fall", "<count>", Default: "3", Example: "fall 3",
            Doc: "Bad checks in a row that take the server down, from 1.",
            Apply: static (line, server) => server.Fall = Count(line, "'fall'", CountMost)),
        new("fastinter", "<delay>", Default: "inter", Example: "fastinter 500",
            Doc: "Time between checks while the server goes up or down.",
            Apply: static (line, server) => server.FastIntervalMs = Delay(line, server)),
        new("inter", "<delay>", Default: "2s", Example: "inter 2000",
            Doc: "Time between checks.",
            Apply: static (line, server) => server.IntervalMs = Delay(line, server)),
        new("no-check", "", Default: "", Example: "no-check",
            Doc: "The server is not checked, whatever 'default-server' says.",
            Apply: static (_, server) => server.Check = false),
        new("observe", "layer4 | layer7 | none", Default: "none", Example: "observe layer7",
            Doc: "Traffic tells of the server's health too: failed connections, or failed requests as well.",
            Apply: static (line, server) => server.Observe = Observed(line)),
        new("on-error", "fastinter | fail-check | sudden-death | mark-down", Default: "fail-check",
            Example: "on-error mark-down",
            Doc: "What too many errors in a row do, besides the next check after 'fastinter'.",
            Apply: static (line, server) => server.OnError = OnError(line)),
        new("on-marked-down", "shutdown-sessions", Default: "nothing",
            Example: "on-marked-down shutdown-sessions",
            Doc: "Ends the server's sessions when it goes down.",
            Apply: static (line, server) => server.ShutsSessions = Has(line, "shutdown-sessions")),
        new("on-marked-up", "shutdown-backup-sessions", Default: "nothing",
            Example: "on-marked-up shutdown-backup-sessions",
            Doc: "Ends the sessions of all backup servers when this server comes up.",
            Apply: static (line, server) => server.ShutsBackups = Has(line, "shutdown-backup-sessions")),
        new("port", "<port>", Default: "the server's port", Example: "port 81",
            Doc: "Where health checks go.",
            Apply: static (line, server) => server.CheckPort = Port(line)),
        new("rise", "<count>", Default: "2", Example: "rise 2",
            Doc: "Good checks in a row that bring the server up, from 1.",
            Apply: static (line, server) => server.Rise = Count(line, "'rise'", CountMost)),
        new("slowstart", "<time>", Default: "0", Example: "slowstart 60s",
            Doc: "A server that comes up gets its share of traffic, and its 'maxconn', bit by bit.",
            Apply: static (line, server) => server.SlowStartMs = SlowStart(line, server)),
        new("track", "[<proxy>/]<server>", Default: "none", Example: "track example/one",
            Doc: "The server is up or down as the other one is, and not checked itself.",
            Apply: static (line, server) => server.Tracks =
                line.Word("'track' expects [<proxy>/]<server> as argument.")),
    ];

    private static IpEndpoint? Address(Line line, ServerDraft server)
    {
        string word = line.Word("'addr' expects <ipv4|ipv6> as argument.");
        if (line.HasFailed)
        {
            return null;
        }

        AddressRange? range =
            AddressText.Read(word, AddressForm.None, server.Proxy.Resolve, out string fault);
        if (range is null)
        {
            line.Error(word, $"'addr' : {fault}.");
        }

        return range?.First;
    }

    /// <param name="line">At the number.</param>
    /// <param name="what">As messages call it.</param>
    /// <param name="most">The largest.</param>
    private static int Count(Line line, string what, int most)
    {
        string? word = line.Next();
        if (word is null)
        {
            line.Error("", $"'{line.Name}' expects an integer argument.");
            return 1;
        }

        if (!int.TryParse(word, out int count))
        {
            line.Error(word, $"'{line.Name}' expects an integer argument (got '{word}').");
        }
        else if (count < 1)
        {
            line.Error(word, $"{what} has to be > 0.");
        }
        else if (count > most)
        {
            line.Error(word, $"{what} has to be at most {most}.");
        }

        return count;
    }

    /// <summary>The time between two checks: there is no such thing as none.</summary>
    private static int Delay(Line line, ServerDraft server)
    {
        string? word = line.Next();
        if (word is null)
        {
            line.Error("", $"'{line.Name}' expects a delay as argument.");
            return 1;
        }

        int ms = Time(line, server, word, "timer overflow");
        if (ms == 0 && !line.HasFailed)
        {
            line.Error(word, $"invalid value 0 for argument '{line.Name}' of server {server.Name}.");
        }

        return ms;
    }

    private static int SlowStart(Line line, ServerDraft server)
    {
        string word = line.Word("'slowstart' expects a delay as argument.");
        return line.HasFailed ? 0 : Time(line, server, word, "overflow");
    }

    private static int Time(Line line, ServerDraft server, string word, string overflow)
    {
        DurationText.Outcome outcome = DurationText.Read(word, out long value);
        if (outcome == DurationText.Outcome.TooLong)
        {
            line.Error(word, $"{overflow} in argument <{word}> to <{line.Name}> of server {server.Name}, "
                + "maximum value is 2147483647 ms (~24.8 days).");
        }
        else if (outcome == DurationText.Outcome.BadCharacter)
        {
            char bad = value < word.Length ? word[(int)value] : ' ';
            line.Error(word,
                $"unexpected character '{bad}' in '{line.Name}' argument of server {server.Name}.");
        }

        return (int)value;
    }

    private static int Port(Line line)
    {
        string word = line.Word("'port' expects a port number as argument.");
        if (!line.HasFailed && !ushort.TryParse(word, out _))
        {
            line.Error(word, $"invalid port '{word}'.");
        }

        return line.HasFailed ? 0 : int.Parse(word);
    }

    private static ObserveMode Observed(Line line)
    {
        string word = line.Word("'observe' expects <mode> as argument.");
        switch (word)
        {
            case "layer4":
                return ObserveMode.Layer4;
            case "layer7":
                return ObserveMode.Layer7;
            case not ("none" or ""):
                line.Unknown(
                    word, $"'observe' expects one of 'none', 'layer4', 'layer7' but got '{word}'.",
                    ["none", "layer4", "layer7"]);
                break;
        }

        return ObserveMode.None;
    }

    private static ErrorAction OnError(Line line)
    {
        string word = line.Next() ?? "";
        switch (word)
        {
            case "fastinter":
                return ErrorAction.FastInterval;
            case "fail-check":
                return ErrorAction.FailCheck;
            case "sudden-death":
                return ErrorAction.SuddenDeath;
            case "mark-down":
                return ErrorAction.MarkDown;
            default:
                line.Unknown(
                    word,
                    "'on-error' expects one of 'fastinter', 'fail-check', 'sudden-death' or 'mark-down' "
                        + $"but got '{word}'.",
                    ["fastinter", "fail-check", "sudden-death", "mark-down"]);
                return ErrorAction.FailCheck;
        }
    }

    /// <summary>The one action there is.</summary>
    private static bool Has(Line line, string action)
    {
        string word = line.Next() ?? "";
        if (word != action)
        {
            line.Unknown(word, $"'{line.Name}' expects '{action}' but got '{word}'.", [action]);
        }

        return !line.HasFailed;
    }
}
