using System;

namespace Weir.Ground.Expressions;

[Flags]
public enum ExpressionOptions : byte
{
    /// <summary>
    /// As Perl and today's HAProxy read it: the first alternative that leads to a match counts.
    /// </summary>
    None = 0,

    /// <summary>Letters of ASCII are equal in both cases.</summary>
    IgnoreCase = 1,

    /// <summary>
    /// As POSIX extended expressions, which HAProxy 1.x took from libc: of all matches that begin first the
    /// longest counts, and a backslash within brackets stands for itself.
    /// </summary>
    Posix = 2,
}
