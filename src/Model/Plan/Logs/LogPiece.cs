using System;

namespace Weir.Model.Plan.Logs;

/// <summary>How a piece is written (manual 8.2.6).</summary>
[Flags]
public enum LogStyle : byte
{
    None = 0,

    /// <summary><c>Q</c>: a text stands in quotes.</summary>
    Quoted = 1,

    /// <summary><c>E</c>: quotes, backslashes and closing brackets have a backslash before them.</summary>
    Escaped = 2,

    /// <summary><c>X</c>: addresses, ports and some numbers are hexadecimal.</summary>
    Hexadecimal = 4,
}

/// <summary>One piece of a log line.</summary>
/// <param name="Before">What stands before it whatever it is; may be empty.</param>
/// <param name="Field">What it tells.</param>
/// <param name="Style">How it is written.</param>
public readonly record struct LogPiece(byte[] Before, LogField Field, LogStyle Style);
