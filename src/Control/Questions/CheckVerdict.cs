using Weir.Kernel.Calls;
using Weir.Kernel.Io;

namespace Weir.Control.Questions;

/// <summary>How a check ended. The board keeps these numbers.</summary>
internal enum CheckResult : byte
{
    /// <summary>There was none yet.</summary>
    None,
    Layer4Passed,
    Layer6Passed,
    Layer7Passed,
    Layer7Conditional,
    Layer4Problem,
    Layer4Timeout,
    SocketError,
    Layer6Timeout,
    Layer6Invalid,
    Layer7Timeout,
    Layer7Invalid,
    Layer7WrongStatus,

    /// <summary>Not a check: traffic went wrong too often.</summary>
    HealthAnalyze,
}

/// <summary>The outcome of one check.</summary>
/// <param name="Result">What it came to.</param>
/// <param name="Code">The status by the protocol that was spoken, or 0.</param>
/// <param name="Info">The server's or the system's own words, or empty. One character is one byte.</param>
internal readonly record struct CheckVerdict(CheckResult Result, int Code = 0, string Info = "")
{
    public bool IsGood => Result is
        CheckResult.Layer4Passed or CheckResult.Layer6Passed or CheckResult.Layer7Passed;

    /// <summary>Good for a server that is up: it wants nobody new.</summary>
    public bool IsConditional => Result == CheckResult.Layer7Conditional;

    /// <summary>The outcome is one that has a code, if only 0.</summary>
    public bool HasCode => Result is
        CheckResult.Layer7Passed or CheckResult.Layer7Conditional or CheckResult.Layer7WrongStatus;

    /// <summary>Nothing was asked: the address that the configuration names is not one of this box.</summary>
    public bool LacksSource { get; init; }

    /// <summary>The words for it in logs.</summary>
    public string Reason => ReasonOf(Result);

    /// <summary>The words for an outcome.</summary>
    public static string ReasonOf(CheckResult result) => result switch
    {
        CheckResult.Layer4Passed => "Layer4 check passed",
        CheckResult.Layer6Passed => "Layer6 check passed",
        CheckResult.Layer7Passed => "Layer7 check passed",
        CheckResult.Layer7Conditional => "Layer7 check conditionally passed",
        CheckResult.Layer4Problem => "Layer4 connection problem",
        CheckResult.Layer4Timeout => "Layer4 timeout",
        CheckResult.SocketError => "Socket error",
        CheckResult.Layer6Timeout => "Layer6 timeout",
        CheckResult.Layer6Invalid => "Layer6 invalid response",
        CheckResult.Layer7Timeout => "Layer7 timeout",
        CheckResult.Layer7Invalid => "Layer7 invalid response",
        CheckResult.HealthAnalyze => "Health analyze",
        _ => "Layer7 wrong status",
    };

    /// <summary>Its name in statistics (management guide 9.1, <c>check_status</c>).</summary>
    public static string NameOf(CheckResult result) => result switch
    {
        CheckResult.Layer4Passed => "L4OK",
        CheckResult.Layer6Passed => "L6OK",
        CheckResult.Layer7Passed => "L7OK",
        CheckResult.Layer7Conditional => "L7OKC",
        CheckResult.Layer4Problem => "L4CON",
        CheckResult.Layer4Timeout => "L4TOUT",
        CheckResult.SocketError => "SOCKERR",
        CheckResult.Layer6Timeout => "L6TOUT",
        CheckResult.Layer6Invalid => "L6RSP",
        CheckResult.Layer7Timeout => "L7TOUT",
        CheckResult.Layer7Invalid => "L7RSP",
        CheckResult.HealthAnalyze => "HANA",
        _ => "L7STS",
    };

    /// <summary>
    /// A connection that could not be made; what the box itself lacks is not called the server's fault.
    /// </summary>
    /// <param name="error">An errno, negated.</param>
    /// <param name="place">What is said of it beside.</param>
    public static CheckVerdict OfDial(int error, string place = "") => error switch
    {
        -Errno.EMFILE or -Errno.ENFILE or -Errno.ENOMEM or -Errno.ENOBUFS => OfConnection(error),
        -Errno.ETIMEDOUT => new CheckVerdict(CheckResult.Layer4Timeout),
        _ when DialFailure.IsOfSource(error) => OfSource(DialFailure.ErrorOf(error)),
        _ => new CheckVerdict(CheckResult.Layer4Problem, Info: Errno.Text(-error) + place),
    };

    /// <summary>A connection that stood, and broke.</summary>
    public static CheckVerdict OfConnection(int error) =>
        new(CheckResult.SocketError, Info: Errno.Text(-error));

    /// <summary>A connection that ended where an answer was awaited.</summary>
    /// <param name="result">What that is by the protocol.</param>
    /// <param name="step">As HAProxy counts: the connection is step 1.</param>
    public static CheckVerdict OfNothing(CheckResult result, int step) =>
        new(result, Info: $"TCPCHK got an empty response at step {step}");

    private static CheckVerdict OfSource(int error)
    {
        string info = $"Can't bind to source address ({Errno.Text(-error)})";
        return new CheckVerdict(CheckResult.Layer4Problem, Info: info) { LacksSource = true };
    }
}
