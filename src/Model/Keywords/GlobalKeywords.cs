using System;
using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Language.Values;
using Weir.Model.Draft;
using Weir.Model.Keywords.Logs;
using Weir.Model.Keywords.Process;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;

namespace Weir.Model.Keywords;

/// <summary>The <c>global</c> section.</summary>
internal static class GlobalKeywords
{
    /// <summary>Workers of one box, as HAProxy bounds its threads.</summary>
    public const int WorkersMax = 64;
    private const int BufferMin = 1024;

    /// <summary>Offsets into a head have sixteen bits.</summary>
    private const int BufferMax = 65535;

    public static readonly GlobalKeyword[] Table =
    [
        new("daemon", "", Default: "off", Example: "daemon",
            Doc: "Detaches from the terminal once every address is bound.",
            Apply: static (_, global) => global.Daemon = true),
        new("debug", "", Default: "off", Example: "debug",
            Doc: "As -d on the command line, unless -D stands there: one worker in the foreground shows "
                + "what passes.",
            Apply: static (_, global) => global.Debug = true)
        { Today = Spelling.Advised("Use '-d' on the command line.") },
        new("grace", "<time>", Default: "0", Example: "grace 10s",
            Doc: "How long a soft stop leaves everything as it is before it begins.",
            Apply: static (line, global) => global.GraceMs = Delay(line)),
        new("hard-stop-after", "<time>", Default: "never", Example: "hard-stop-after 30s",
            Doc: "The longest time a soft stop waits for the last session, once every proxy has stopped.",
            Apply: static (line, global) => global.HardStopMs = Delay(line)),
        new("log", "<target> [len <length>] [format <format>] <facility> [<max level> [<min level>]]",
            Default: "none",
            Example: "log 127.0.0.1:514 local0",
            Doc: "Where process events go, and requests of proxies with 'log global'.",
            Apply: static (line, global) => AddLog(line, global)),
        new("log-send-hostname", "[<string>]", Default: "no host's name", Example: "log-send-hostname edge1",
            Doc: "The host's name in log lines: as it stands here, or else as the system says.",
            Apply: static (line, global) => SetHost(line, global)),
        new("log-tag", "<string>", Default: "haproxy", Example: "log-tag edge",
            Doc: "The program name in log lines.",
            Apply: static (line, global) => global.LogTag =
                line.Word("'log-tag' expects a tag for use in syslog.")),
        new("maxconn", "<number>", Default: "from the limit on descriptors", Example: "maxconn 10000",
            Doc: "The most client connections that the whole process group holds.",
            Apply: static (line, global) =>
            {
                int connections = line.Integer(0, int.MaxValue);
                if (Once.IsFirst(line, global.MaxConn == 0))
                {
                    global.MaxConn = connections;
                }
            }),
        new("maxpipes", "<number>", Default: "", Example: "maxpipes 100",
            Doc: "Accepted without effect: how bytes move within the kernel is not configured here.",
            Apply: static (line, _) =>
                line.Integer(0, int.MaxValue, "'maxpipes' expects an integer argument.")),
        new("nbproc", "<number>", Default: "one per core", Example: "nbproc 1",
            Doc: "Number of workers; together with nbthread, their product.",
            Apply: static (line, global) => global.Processes = Workers(line))
        { Today = Spelling.Renamed("nbthread") },
        new("nbthread", "<number>", Default: "one per core", Example: "nbthread 2",
            Doc: "Number of workers; together with nbproc, their product.",
            Apply: static (line, global) => global.Threads = Workers(line)),
        new("noepoll", "", Default: "", Example: "noepoll",
            Doc: "Accepted without effect: how the kernel is asked for events is not configured here.",
            Apply: static (_, _) => { }),
        new("noevports", "", Default: "", Example: "noevports",
            Doc: "Accepted without effect: for other systems than Linux.",
            Apply: static (_, _) => { }),
        new("nogetaddrinfo", "", Default: "", Example: "nogetaddrinfo",
            Doc: "Accepted without effect: names are looked up by plain questions to name servers anyway.",
            Apply: static (_, _) => { }),
        new("nokqueue", "", Default: "", Example: "nokqueue",
            Doc: "Accepted without effect: for other systems than Linux.",
            Apply: static (_, _) => { }),
        new("nopoll", "", Default: "", Example: "nopoll",
            Doc: "Accepted without effect: how the kernel is asked for events is not configured here.",
            Apply: static (_, _) => { }),
        new("nosepoll", "", Default: "", Example: "nosepoll",
            Doc: "Accepted without effect: how the kernel is asked for events is not configured here.",
            Apply: static (_, _) => { })
        { Today = Spelling.Idle() },
        new("nosplice", "", Default: "", Example: "nosplice",
            Doc: "Accepted without effect: how bytes move within the kernel is not configured here.",
            Apply: static (_, _) => { }),
        new("pidfile", "<path>", Default: "none", Example: "pidfile /run/weir.pid",
            Doc: "Where the number of the master process is written in daemon mode.",
            Apply: static (line, global) =>
            {
                string path = line.Word("'pidfile' expects a file name as an argument.");
                if (Once.IsFirst(line, global.PidFile is null))
                {
                    global.PidFile = ByteText.ToUnicode(path);
                }
            }),
        new("quiet", "", Default: "off", Example: "quiet",
            Doc: "Shows no warnings.",
            Apply: static (_, global) => global.Quiet = true),
        new("stats", "", Default: "", Example: "stats",
            Doc: "Accepted without effect: statistics for developers, which no version shows any more.",
            Apply: static (_, _) => { })
        { Today = Spelling.Idle() },
        new("strict-limits", "", Default: "on", Example: "strict-limits",
            Doc: "A limit on descriptors that cannot be reached ends the start; with 'no', it is told only.",
            Apply: static (line, global) => global.StrictLimits = !line.IsNegated)
        { CanNegate = true },
        new("tune.bufsize", "<bytes>", Default: "16384", Example: "tune.bufsize 32768",
            Doc: "Bytes of a buffer; less tune.maxrewrite, the longest head of a request or response.",
            Apply: static (line, global) => global.BufferBytes = BufferBytes(line)),
        new("tune.http.maxhdr", "<number>", Default: "101", Example: "tune.http.maxhdr 128",
            Doc: "The most header fields in a request or response.",
            Apply: static (line, global) => global.MaxHeaders = line.Integer(1, 32767,
                "'tune.http.maxhdr' expects a numeric value between 1 and 32767")),
        new("tune.maxrewrite", "<bytes>", Default: "1024", Example: "tune.maxrewrite 2048",
            Doc: "Bytes of a buffer kept free for header fields that are added.",
            Apply: static (line, global) => global.MaxRewrite = line.Integer(0, BufferMax,
                "'tune.maxrewrite' expects a positive integer argument.")),
    ];

    /// <summary>The first line counts, as in HAProxy.</summary>
    private static void SetHost(Line line, GlobalDraft global)
    {
        string host = line.Next() ?? HostName.Text;
        global.LogHost ??= host;
    }

    private static void AddLog(Line line, GlobalDraft global)
    {
        LogTarget? target = LogLines.Read(line, global.Resolve, "");
        if (target is not null)
        {
            global.Logs.Add(target);
        }
    }

    /// <summary>Milliseconds, 0 after an error.</summary>
    private static long Delay(Line line)
    {
        string word = line.Word($"'{line.Name}' expects <time> as argument.");
        return line.HasFailed
            ? 0
            : line.Time(word, DurationText.MillisecondUs, $"argument to <{line.Name}>.",
                $"timer overflow in argument '{word}' to '{line.Name}' "
                    + "(maximum value is 2147483647 ms or ~24.8 days)");
    }

    private static int BufferBytes(Line line)
    {
        int bytes = line.Integer(1, int.MaxValue, line.Left == 0
            ? "'tune.bufsize' expects an integer argument."
            : "'tune.bufsize' expects a positive integer argument.");
        if (!line.HasFailed && bytes is < BufferMin or > BufferMax)
        {
            line.Error(line.Last,
                $"'tune.bufsize' below {BufferMin} or above {BufferMax} is not supported yet.");
        }

        return bytes;
    }

    private static int Workers(Line line)
    {
        string word = line.Next() ?? "";
        if (!int.TryParse(word, out int count))
        {
            line.Error(word, $"'{line.Name}' passed a missing or unparsable integer value in '{word}'");
        }
        else if (count is < 1 or > WorkersMax)
        {
            line.Error(word, $"'{line.Name}' value must be between 1 and {WorkersMax} (was {count})");
        }

        return line.HasFailed ? 0 : count;
    }
}
