using System;
using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>
/// What the keeper has found out about one server, beside the health that follows from it: for those who ask.
/// The byte path reads none of it.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 192)]
public unsafe struct CheckRecord
{
    /// <summary>Longest text that is kept, in bytes.</summary>
    public const int InfoMost = 128;

    /// <summary>Checks that failed while the server was not down.</summary>
    public long Failed;

    /// <summary>Milliseconds that the server was down, up to the last change of its health.</summary>
    public long DownMs;

    /// <summary>How long the last check took, in milliseconds.</summary>
    public int DurationMs;

    private byte _infoLength;
    private fixed byte _info[InfoMost];

    /// <summary>What the server or the system said at the last check; one char is one byte.</summary>
    public void SetInfo(string text)
    {
        _infoLength = (byte)int.Min(text.Length, InfoMost);
        for (int at = 0; at < _infoLength; at++)
        {
            _info[at] = (byte)text[at];
        }
    }

    /// <summary>Copies that text; returns its length.</summary>
    /// <param name="into"><see cref="InfoMost"/> bytes.</param>
    public readonly int CopyInfo(Span<byte> into)
    {
        for (int at = 0; at < _infoLength; at++)
        {
            into[at] = _info[at];
        }

        return _infoLength;
    }
}
