using System;
using System.Text;
using Weir.Kernel.Calls;
using Weir.Language.Reports;
using Weir.Main.CommandLine;
using Weir.Model.Plan;
using Weir.Relay.Log;

namespace Weir.Main.Messages;

/// <summary>
/// What a process says to its operator, on descriptor 2, in HAProxy's shape; once it serves, to its log
/// targets as well, which are all that a daemon has.
/// </summary>
internal sealed class MessageLog
{
    private const int AlertLevel = 1;
    private const int WarningLevel = 4;
    private const int NoticeLevel = 5;
    private const int Output = 1;
    private const int ErrorOutput = 2;

    private readonly int _pid = Sys.GetProcessId();
    private readonly string _executable;
    private bool _introduced;
    private SyslogSender? _sender;
    private int[] _route = [];
    private StringBuilder? _record = new(); // of the start, until it is over
    private int[]?[] _byProxy = [];

    /// <param name="executable">The path that this process was executed by.</param>
    public MessageLog(string executable) => _executable = executable;

    /// <summary>
    /// Warnings and notices are not shown; alerts always are: nothing is worse than a silent failure.
    /// </summary>
    public bool Quiet { get; set; }

    /// <summary>
    /// From now on messages come without the two lines that introduce the program, and go to log targets too:
    /// what concerns a proxy to its own, all else to those of the <c>global</c> section. Once more with each
    /// new plan.
    /// </summary>
    public void StartIsOver(ConfigPlan plan)
    {
        SyslogSender sender = SyslogSender.Open(plan, _pid);
        _introduced = true;
        _route = sender.RouteOf(plan.Global.Logs);
        _byProxy = new int[plan.ProxiesEnd][];
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            _byProxy[proxy.Id] = sender.RouteOf(proxy.Log.Targets);
        }

        _sender?.Dispose();
        _sender = sender;
    }

    public void Alert(string text)
    {
        Say("[ALERT]    ", text);
        Log(_route, AlertLevel, text);
    }

    public void Warning(string text)
    {
        SayUnlessQuiet("[WARNING]  ", text);
        Log(_route, WarningLevel, text);
    }

    /// <summary>What has become of a proxy, in its own log.</summary>
    public void Warning(ProxyPlan proxy, string text)
    {
        SayUnlessQuiet("[WARNING]  ", text);
        Log(RouteOf(proxy), WarningLevel, text);
    }

    /// <summary>What is wrong with a proxy, in its own log.</summary>
    public void Alert(ProxyPlan proxy, string text)
    {
        Say("[ALERT]    ", text);
        Log(RouteOf(proxy), AlertLevel, text);
    }

    /// <summary>For stderr alone.</summary>
    public void WarningHere(string text) => SayUnlessQuiet("[WARNING]  ", text);

    /// <summary>For a proxy's own log alone.</summary>
    public void NoticeThere(ProxyPlan proxy, string text) => Log(RouteOf(proxy), NoticeLevel, text);

    /// <summary>An alert about starting itself, which HAProxy signs with its main function.</summary>
    public void MainAlert(string text) => Alert($"[{_executable}.main()] {text}");

    public void MainWarning(string text) => Warning($"[{_executable}.main()] {text}");

    public void Notice(string text)
    {
        SayUnlessQuiet("[NOTICE]   ", text);
        Log(_route, NoticeLevel, text);
    }

    /// <summary>Everything that was found in a configuration.</summary>
    public void Show(ReportList reports, bool diagnostics)
    {
        foreach (Report report in reports)
        {
            bool wanted = report.Severity switch
            {
                Severity.Alert => true,
                Severity.Diag => diagnostics,
                _ => !Quiet,
            };
            if (wanted)
            {
                Introduce();
                byte[] line = ReportPrinter.Line(report, _pid);
                SayBytes(line);
                _record?.Append(Encoding.UTF8.GetString(line));
                int words = line.AsSpan().IndexOf(") : "u8) + ") : ".Length;
                Log(_route, LevelOf(report.Severity), line.AsSpan(words).TrimEnd((byte)'\n'));
            }
        }
    }

    /// <summary>
    /// From here on what is said is kept as well, for whoever asks what went on. It is so from the start.
    /// </summary>
    public void StartRecord() => _record = new StringBuilder();

    /// <summary>What was said since; from here on nothing is kept.</summary>
    public string EndRecord()
    {
        string all = _record?.ToString() ?? "";
        _record = null;
        return all;
    }

    /// <summary>Plain text on descriptor 1.</summary>
    public static void Print(string text) => SmallFile.WriteAll(Output, Encoding.UTF8.GetBytes(text));

    /// <summary>Plain text on descriptor 2.</summary>
    public static void PrintError(string text) =>
        SmallFile.WriteAll(ErrorOutput, Encoding.UTF8.GetBytes(text));

    /// <summary>The same, as far as it is taken at once.</summary>
    public static void PrintErrorNow(string text) =>
        SmallFile.WriteNow(ErrorOutput, Encoding.UTF8.GetBytes(text));

    private void SayUnlessQuiet(string tag, string text)
    {
        if (!Quiet)
        {
            Say(tag, text);
        }
    }

    private void Say(string tag, string text)
    {
        Introduce();
        string line = $"{tag}({_pid}) : {text}\n";
        SayBytes(Encoding.UTF8.GetBytes(line));
        _record?.Append(line);
    }

    /// <summary>A process that serves waits for no reader of its messages.</summary>
    private void SayBytes(ReadOnlySpan<byte> bytes)
    {
        if (_sender is null)
        {
            SmallFile.WriteAll(ErrorOutput, bytes);
        }
        else
        {
            SmallFile.WriteNow(ErrorOutput, bytes);
        }
    }

    private void Log(int[] route, int level, string text) => Log(route, level, Encoding.UTF8.GetBytes(text));

    /// <summary>At once: the next moment may be the last.</summary>
    private void Log(int[] route, int level, ReadOnlySpan<byte> text)
    {
        _sender?.Add(route, level, text, Sys.RealtimeMs());
        _sender?.Flush();
    }

    private int[] RouteOf(ProxyPlan proxy) => proxy.Id < _byProxy.Length ? _byProxy[proxy.Id] ?? [] : [];

    private static int LevelOf(Severity severity) => severity switch
    {
        Severity.Alert => AlertLevel,
        Severity.Warning => WarningLevel,
        _ => NoticeLevel,
    };

    private void Introduce()
    {
        if (_introduced)
        {
            return;
        }

        _introduced = true;
        string lines = $"[NOTICE]   ({_pid}) : haproxy version is {VersionText.Full}\n"
            + $"[NOTICE]   ({_pid}) : path to executable is {_executable}\n";
        PrintError(lines);
        _record?.Append(lines);
    }
}
