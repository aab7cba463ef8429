using System;
using System.Text;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;
using Weir.Relay.Log.Lines;
using Weir.Relay.Stream;

namespace Weir.Relay.Log;

/// <summary>What a worker says about its exchanges, to the targets of their frontends.</summary>
internal sealed class AccessLog : IDisposable
{
    private const int LevelEmergency = 0;
    private const int LevelAlert = 1;
    private const int LevelError = 3;
    private const int LevelInfo = 6;

    /// <summary>A status from here on is logged even by <c>option dontlog-normal</c>.</summary>
    private const int ServerErrors = 500;

    /// <summary>Room for a message that is not about a stream.</summary>
    private const int EventBytesMost = 1024;

    private readonly SyslogSender _sender;
    private readonly LineWriter _writer;
    private readonly int[][] _routes; // by proxy id
    private readonly byte[] _line; // the longest message of any target has room

    /// <param name="plan">Whose targets they are; open after <see cref="Open"/>.</param>
    /// <param name="pid">Stands in the lines (the master's).</param>
    public AccessLog(ConfigPlan plan, int pid)
    {
        _sender = SyslogSender.Of(plan, pid);
        _writer = new LineWriter(pid, Encoding.ASCII.GetBytes(HostName.Text));
        _routes = new int[plan.ProxiesEnd][];
        int longest = 0;
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            _routes[proxy.Id] = _sender.RouteOf(proxy.Log.Targets);
            foreach (LogTarget target in proxy.Log.Targets)
            {
                longest = Math.Max(longest, target.MaxBytes);
            }
        }

        _line = new byte[Math.Max(longest, EventBytesMost) + LineText.Slack];
    }

    /// <summary>Somebody reads this frontend's lines: without, nothing is gathered for them.</summary>
    public bool Wants(int frontend) => _routes[frontend].Length > 0;

    /// <summary>Once, before the first line. Who has made the outlets sends what a turn gathers.</summary>
    public void Open(LogOutlets outlets) => _sender.Open(outlets);

    /// <summary>Logs a stream, if its frontend wants that.</summary>
    /// <param name="facts">Names, addresses, counts.</param>
    /// <param name="stream">At its end, or as far as its line tells.</param>
    public void Write(in LogFacts facts, in StreamState stream)
    {
        LogPlan plan = facts.Frontend.Log;
        int[] route = _routes[facts.Frontend.Id];
        if (route.Length == 0 || plan.Layout!.Moment == LogMoment.Accepted)
        {
            return;
        }

        bool isNormal = IsNormal(stream);
        if ((plan.DontLogNull && facts.Silent) || (plan.DontLogNormal && isNormal))
        {
            return;
        }

        int length = _writer.Write(_line, plan.Layout, facts, stream);
        long wallMs = stream.BeganWallMs + (facts.NowMs - stream.BeganMs);
        int level = plan.SeparateErrors && !isNormal ? LevelError : LevelInfo;
        _sender.Add(route, level, _line.AsSpan(0, length), wallMs);
    }

    /// <summary>Logs an accepted connection, if that is all that its frontend logs.</summary>
    /// <param name="frontend">Where it was accepted.</param>
    /// <param name="peer">The client.</param>
    /// <param name="local">The address that it reached.</param>
    /// <param name="wallMs">Milliseconds since 1970 (UTC).</param>
    public void WriteAccepted(ProxyPlan frontend, IpEndpoint peer, IpEndpoint local, long wallMs)
    {
        var facts = new LogFacts
        {
            Peer = peer,
            Local = local,
            Frontend = frontend,
            Backend = frontend,
            Server = default,
            SinceMs = 0,
            SinceWallMs = wallMs,
            NowMs = 0,
        };
        StreamState none = default;
        int length = _writer.Write(_line, frontend.Log.Layout!, facts, in none);
        _sender.Add(_routes[frontend.Id], LevelInfo, _line.AsSpan(0, length), wallMs);
    }

    /// <summary>
    /// Tells that a client could not be accepted because something of ours or of the box has run out.
    /// </summary>
    /// <param name="frontend">Where it waits.</param>
    /// <param name="error">accept(2)'s errno.</param>
    /// <param name="descriptorMax">As many descriptors were asked for at the start.</param>
    /// <param name="wallMs">Milliseconds since 1970 (UTC).</param>
    public void WriteShortage(ProxyPlan frontend, int error, int descriptorMax, long wallMs)
    {
        LineText line = new(_line);
        line.Add("Proxy "u8);
        line.Add(frontend.NameText);
        line.Add(error switch
        {
            Errno.EMFILE => " reached process FD limit (maxsock="u8,
            Errno.ENFILE => " reached system FD limit (maxsock="u8,
            _ => " reached system memory limit (maxsock="u8,
        });
        line.AddNumber(descriptorMax);
        line.Add(error == Errno.EMFILE
            ? "). Please check 'ulimit-n' and restart."u8
            : "). Please check system tunables."u8);
        _sender.Add(_routes[frontend.Id], LevelEmergency, _line.AsSpan(0, line.Length), wallMs);
    }

    /// <summary>
    /// Logs that an attempt to connect has failed because its <c>source</c> is no address of this box.
    /// </summary>
    /// <param name="backend">Whose server it was.</param>
    /// <param name="wallMs">Milliseconds since 1970 (UTC).</param>
    public void WriteNoSource(ProxyPlan backend, long wallMs)
    {
        LineText line = new(_line);
        line.Add("Cannot bind to source address before connect() for backend "u8);
        line.Add(backend.NameText);
        line.Add("."u8);
        _sender.Add(_routes[backend.Id], LevelEmergency, _line.AsSpan(0, line.Length), wallMs);
    }

    /// <summary>
    /// Logs that an attempt to connect has failed because every port that it may leave from is in use.
    /// </summary>
    /// <param name="backend">Whose server it was.</param>
    /// <param name="wallMs">Milliseconds since 1970 (UTC).</param>
    public void WriteNoPort(ProxyPlan backend, long wallMs)
    {
        LineText line = new(_line);
        line.Add("Connect() failed for backend "u8);
        line.Add(backend.NameText);
        line.Add(": no free ports."u8);
        _sender.Add(_routes[backend.Id], LevelError, _line.AsSpan(0, line.Length), wallMs);
    }

    /// <summary>
    /// Logs that a response was withheld because caches could keep a cookie in it (<c>option checkcache</c>).
    /// </summary>
    /// <param name="backend">Whose server it was.</param>
    /// <param name="server">By its name.</param>
    /// <param name="wallMs">Milliseconds since 1970 (UTC).</param>
    public void WriteBlockedCookie(ProxyPlan backend, ServerPlan server, long wallMs)
    {
        LineText line = new(_line);
        line.Add("Blocking cacheable cookie in response from instance "u8);
        line.Add(backend.NameText);
        line.Add(", server "u8);
        line.Add(server.NameText);
        line.Add("."u8);
        _sender.Add(_routes[backend.Id], LevelAlert, _line.AsSpan(0, line.Length), wallMs);
    }

    public void Dispose() => _sender.Dispose();

    /// <summary>
    /// No error, no timeout, no retry, no redispatch (manual, <c>option dontlog-normal</c>).
    /// </summary>
    private static bool IsNormal(in StreamState stream) =>
        stream.End == StreamEnd.Normal
        && stream.Status < ServerErrors
        && stream.RetriesDone == 0
        && !stream.Has(StreamFlags.Redispatched);
}
