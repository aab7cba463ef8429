using System;
using System.Collections.Generic;
using System.Text;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;
using Weir.Relay.Log;

namespace Weir.Control.Checks;

/// <summary>
/// Sends what happened to a proxy's servers to the proxy's log targets, and to stderr of a process in the
/// foreground.
/// </summary>
internal sealed class HealthLog : IDisposable
{
    public const int Emergency = 0;
    public const int Alert = 1;
    public const int Notice = 5;

    private const int StderrBytes = 8192;

    private readonly SyslogSender _sender;
    private readonly int[][] _routes;
    private readonly int[] _stderr = [];
    private readonly string _pid;

    public HealthLog(ConfigPlan plan, int masterPid, bool isQuiet)
    {
        _pid = masterPid.ToString(System.Globalization.CultureInfo.InvariantCulture);
        LogTarget stderr = new()
        {
            Transport = LogTransport.Descriptor,
            Descriptor = 2,
            Frame = LogFrame.Raw,
            MaxBytes = StderrBytes,
        };
        List<LogTarget> targets = [stderr];
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            targets.AddRange(proxy.Log.Targets);
        }

        _sender = SyslogSender.Open([.. targets], plan.Global.LogTag, masterPid);
        _routes = new int[plan.ProxiesEnd][];
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            _routes[proxy.Id] = _sender.RouteOf(proxy.Log.Targets);
        }

        if (!isQuiet)
        {
            _stderr = _sender.RouteOf([stderr]);
        }
    }

    /// <summary>A server's transition: the same words in both places.</summary>
    public void Server(ProxyPlan proxy, int level, string message, long wallMs)
    {
        _sender.Add(_routes[proxy.Id], level, Encoding.Latin1.GetBytes(message), wallMs);
        _sender.Add(_stderr, level, Encoding.Latin1.GetBytes($"[WARNING]  ({_pid}) : {message}"), wallMs);
    }

    public void NoServer(ProxyPlan proxy, long wallMs) => Emerge(
        proxy, HealthMessage.NoServer(proxy, quote: ""), HealthMessage.NoServer(proxy, quote: "'"), wallMs);

    public void NoSource(ProxyPlan proxy, long wallMs)
    {
        string message = HealthMessage.NoSource(proxy);
        Emerge(proxy, message, $"{message} Aborting.", wallMs);
    }

    /// <summary>Sends what this turn has gathered.</summary>
    public void Flush() => _sender.Flush();

    public void Dispose() => _sender.Dispose();

    private void Emerge(ProxyPlan proxy, string logged, string shown, long wallMs)
    {
        byte[] alert = Encoding.Latin1.GetBytes($"[ALERT]    ({_pid}) : {shown}");
        _sender.Add(_routes[proxy.Id], Emergency, Encoding.Latin1.GetBytes(logged), wallMs);
        _sender.Add(_stderr, Emergency, alert, wallMs);
    }
}
