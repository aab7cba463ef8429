using System;

namespace Weir.Tests.Sim.Worker;

/// <summary>Finds the blank lines that end heads, however their bytes come.</summary>
internal struct HeadEnds
{
    private int _matched; // bytes of an end seen last

    /// <summary>How many heads end in these bytes.</summary>
    public int Count(ReadOnlySpan<byte> bytes)
    {
        int ends = 0;
        foreach (byte one in bytes)
        {
            bool fits = one == "\r\n\r\n"u8[_matched];
            _matched = fits ? _matched + 1 : one == '\r' ? 1 : 0;
            if (_matched == 4)
            {
                _matched = 0;
                ends++;
            }
        }

        return ends;
    }
}
