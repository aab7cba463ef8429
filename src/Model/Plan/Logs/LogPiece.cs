using System;
using System.Buffers.Binary;

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
public readonly struct LogPiece
{
    private readonly byte[] _before;

    /// <param name="before">What stands before it whatever it is; may be empty.</param>
    /// <param name="field">What it tells.</param>
    /// <param name="style">How it is written.</param>
    public LogPiece(byte[] before, LogField field, LogStyle style)
    {
        _before = before;
        Field = field;
        Style = style;
        IsShort = before.Length <= sizeof(ulong);
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        word.Clear();
        before.AsSpan(0, IsShort ? before.Length : 0).CopyTo(word);
        BeforeWord = BinaryPrimitives.ReadUInt64LittleEndian(word);
    }

    public ReadOnlySpan<byte> Before => _before;

    /// <summary>What stands before it fits <see cref="BeforeWord"/>, as nearly always.</summary>
    public bool IsShort { get; }

    /// <summary>The same in one word, its first byte lowest.</summary>
    public ulong BeforeWord { get; }

    public LogField Field { get; }

    public LogStyle Style { get; }
}
