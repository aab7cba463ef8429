namespace Weir.Model.Plan.Checks;

/// <summary>Which part of traffic tells of a server's health (<c>observe</c>).</summary>
public enum ObserveMode : byte
{
    None,

    /// <summary>Whether connections can be made.</summary>
    Layer4,

    /// <summary>Whether requests are answered, and how.</summary>
    Layer7,
}

/// <summary>What follows from too many errors in a row (<c>on-error</c>).</summary>
public enum ErrorAction : byte
{
    /// <summary>The next check comes sooner, as it does with the others.</summary>
    FastInterval,

    /// <summary>It counts as a failed check.</summary>
    FailCheck,

    /// <summary>It counts as so many that one more failure takes the server down.</summary>
    SuddenDeath,

    /// <summary>The server is down.</summary>
    MarkDown,
}

/// <summary>What traffic tells of a server's health, and what comes of it.</summary>
/// <param name="Mode">Which part of it.</param>
/// <param name="Limit">Errors in a row, from 1, over all workers.</param>
/// <param name="Action">What they do.</param>
public sealed record ObservePlan(ObserveMode Mode, int Limit, ErrorAction Action);
