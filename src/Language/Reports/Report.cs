namespace Weir.Language.Reports;

/// <summary>How bad a report is. Only an alert keeps a configuration from being used.</summary>
public enum Severity
{
    /// <summary><c>.diag</c> lines: shown in diagnostic mode (<c>-dD</c>) only.</summary>
    Diag,
    Notice,
    Warning,
    Alert,
}

/// <summary>Where in the work a report arose: it decides how its place is shown.</summary>
public enum Stage
{
    /// <summary>Reading one line: <c>parsing [file:line] : message</c>.</summary>
    Parsing,

    /// <summary>Relating lines to each other: the message as HAProxy has it, the place after it.</summary>
    Checking,
}

/// <summary>One thing to tell the user about the configuration.</summary>
/// <param name="File">Name of the file; empty when no file is meant.</param>
/// <param name="Line">From 1; 0 when no line is meant.</param>
/// <param name="Word">The word that is wrong; empty when the whole line is meant.</param>
/// <param name="Message">HAProxy's wording, as far as it has one.</param>
/// <param name="Hint">What to do about it; may be empty.</param>
public sealed record Report(
    Severity Severity, string File, int Line, string Word, string Message, string Hint = "")
{
    public Stage Stage { get; init; }

    /// <summary>What is wrong, without its place.</summary>
    public override string ToString() => Message;
}
