namespace Weir.Model.Plan.Logs;

/// <summary>What a proxy logs, and where.</summary>
public sealed class LogPlan
{
    public static LogPlan None { get; } = new();

    /// <summary>Own targets and those of <c>log global</c>.</summary>
    public LogTarget[] Targets { get; init; } = [];

    /// <summary>What a line looks like; null without a client side.</summary>
    public LogLayout? Layout { get; init; }

    /// <summary>Lines are written once the server has answered: <see cref="LogMoment.Answered"/>.</summary>
    public bool IsEarly { get; init; }

    /// <summary><c>capture cookie</c>; null when not written.</summary>
    public CapturePlan? Cookie { get; init; }

    /// <summary><c>capture request header</c>, in the order in which they are shown.</summary>
    public CapturePlan[] RequestHeaders { get; init; } = [];

    /// <summary><c>capture response header</c>.</summary>
    public CapturePlan[] ResponseHeaders { get; init; } = [];

    /// <summary>Something of a request is kept for its line.</summary>
    public bool CapturesRequest => Cookie is not null || RequestHeaders.Length > 0;

    /// <summary>Something of a response is kept for its line.</summary>
    public bool CapturesResponse => Cookie is not null || ResponseHeaders.Length > 0;

    /// <summary><c>option dontlognull</c>.</summary>
    public bool DontLogNull { get; init; }

    /// <summary><c>option dontlog-normal</c>.</summary>
    public bool DontLogNormal { get; init; }

    /// <summary><c>option log-separate-errors</c>: what is not normal is logged as an error.</summary>
    public bool SeparateErrors { get; init; }
}
