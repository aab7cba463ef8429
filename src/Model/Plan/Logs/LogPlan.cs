namespace Weir.Model.Plan.Logs;

public enum LogFormat : byte
{
    /// <summary>One "Connect from" line per connection.</summary>
    Connect,

    Tcp,
    Http,
}

/// <summary>What a proxy logs, and where.</summary>
public sealed class LogPlan
{
    public static LogPlan None { get; } = new();

    /// <summary>Own targets and those of <c>log global</c>.</summary>
    public LogTarget[] Targets { get; init; } = [];

    public LogFormat Format { get; init; }

    /// <summary><c>option dontlognull</c>.</summary>
    public bool DontLogNull { get; init; }

    /// <summary><c>option dontlog-normal</c>.</summary>
    public bool DontLogNormal { get; init; }
}
