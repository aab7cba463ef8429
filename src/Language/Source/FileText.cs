namespace Weir.Language.Source;

/// <summary>A file that a configuration names.</summary>
/// <param name="Bytes">Its content; empty after a failure.</param>
/// <param name="Failure">Why there is none.</param>
public sealed record FileText(byte[] Bytes, FileFailure Failure = FileFailure.None);

/// <summary>What kept a file from being read.</summary>
public enum FileFailure
{
    None,

    /// <summary>It cannot be opened: not there, or not for us.</summary>
    Opening,

    /// <summary>It is open and gives no bytes: a folder.</summary>
    Reading,
}
