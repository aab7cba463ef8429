using System;
using Weir.Wire.Scan;

namespace Weir.Wire.Http1;

public enum ChunkStep : byte
{
    /// <summary>All bytes given belong to the body, and it goes on.</summary>
    More,

    /// <summary>The body ended after the bytes taken.</summary>
    Done,

    /// <summary>
    /// The framing is broken; the bytes taken, which stand before that place, are still valid.
    /// </summary>
    Bad,
}

/// <summary>
/// A chunked body, followed without touching it and resumable at any byte (RFC 9112 7.1). Sixteen bytes; a
/// default value starts one. The bytes go on as they came, so what servers are known to read in different
/// ways is refused: a bare LF or CR, controls in an extension, a folded trailer.
/// </summary>
public struct ChunkReader
{
    /// <summary>
    /// Bytes of one size line after the size, of leading zeros, and of all trailers together.
    /// </summary>
    public const int LineMax = 1024;

    public const int TrailersMax = 8192;

    private enum Place : byte
    {
        SizeFirst,
        Size,
        SizeBlank,
        Extension,
        SizeLf,
        Data,
        DataCr,
        DataLf,
        TrailerFirst,
        TrailerName,
        TrailerValue,
        TrailerLf,
        LastLf,
    }

    private long _left; // bytes of the chunk's data still to come; while its size is read, the size so far
    private ushort _line; // bytes of this size line, or of the trailers, so far
    private Place _place;

    /// <summary>
    /// Bytes at the front that belong to this body, framing and trailers included, and may be sent on. All of
    /// them, unless it is Done or Bad; not called again after either.
    /// </summary>
    public ChunkStep Scan(ReadOnlySpan<byte> bytes, out int taken)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            if (_place == Place.Data)
            {
                at += TakeData(bytes.Length - at);
                continue;
            }

            ChunkStep result = Take(bytes[at]);
            if (result != ChunkStep.More)
            {
                taken = result == ChunkStep.Done ? at + 1 : at;
                return result;
            }

            at++;
        }

        taken = at;
        return ChunkStep.More;
    }

    /// <summary>
    /// <see cref="Scan"/> for a receiver that knows no chunks: the data among the bytes taken is moved
    /// together at the front, <paramref name="data"/> bytes. What was not taken stays where it is.
    /// </summary>
    public ChunkStep Unwrap(Span<byte> bytes, out int taken, out int data)
    {
        taken = 0;
        data = 0;
        while (taken < bytes.Length)
        {
            if (_place == Place.Data)
            {
                int count = TakeData(bytes.Length - taken);
                bytes.Slice(taken, count).CopyTo(bytes[data..]);
                data += count;
                taken += count;
                continue;
            }

            ChunkStep result = Take(bytes[taken]);
            taken += result == ChunkStep.Bad ? 0 : 1;
            if (result != ChunkStep.More)
            {
                return result;
            }
        }

        return ChunkStep.More;
    }

    /// <summary>How many of the bytes that are there are this chunk's data.</summary>
    private int TakeData(int available)
    {
        int count = (int)Math.Min(_left, available);
        _left -= count;
        _place = _left == 0 ? Place.DataCr : Place.Data;
        return count;
    }

    private ChunkStep Take(byte one)
    {
        switch (_place)
        {
            case Place.SizeFirst or Place.Size or Place.SizeBlank or Place.Extension:
                return TakeSizeLine(one);
            case Place.SizeLf:
                _line = 0;
                return Expect(one, '\n', _left > 0 ? Place.Data : Place.TrailerFirst);
            case Place.DataCr:
                return Expect(one, '\r', Place.DataLf);
            case Place.DataLf:
                return Expect(one, '\n', Place.SizeFirst);
            case Place.LastLf:
                return one == '\n' ? ChunkStep.Done : ChunkStep.Bad;
            default:
                return TakeTrailer(one);
        }
    }

    private ChunkStep Expect(byte one, char wanted, Place next)
    {
        _place = next;
        return one == wanted ? ChunkStep.More : ChunkStep.Bad;
    }

    private ChunkStep TakeSizeLine(byte one)
    {
        if (one == '\r' && _place != Place.SizeFirst)
        {
            _place = Place.SizeLf;
            return ChunkStep.More;
        }

        bool bounded = ++_line <= LineMax;
        switch (_place)
        {
            case Place.SizeFirst or Place.Size when char.IsAsciiHexDigit((char)one):
                bool fits = _left <= long.MaxValue >> 4;
                _left = (_left << 4) | (uint)(one <= '9' ? one - '0' : (one | 0x20) - 'a' + 10);
                _place = Place.Size;
                return fits && bounded ? ChunkStep.More : ChunkStep.Bad;
            case Place.Size or Place.SizeBlank when one is (byte)' ' or (byte)'\t' or (byte)';':
                // Blanks alone after the size are not in the grammar, but old servers pad with them.
                _place = one == ';' ? Place.Extension : Place.SizeBlank;
                return bounded ? ChunkStep.More : ChunkStep.Bad;
            case Place.Extension when (one >= ' ' && one != 0x7f) || one == '\t':
                return bounded ? ChunkStep.More : ChunkStep.Bad;
            default:
                return ChunkStep.Bad;
        }
    }

    private ChunkStep TakeTrailer(byte one)
    {
        bool bounded = ++_line <= TrailersMax;
        switch (_place)
        {
            case Place.TrailerFirst when one == '\r':
                _place = Place.LastLf;
                return ChunkStep.More;
            case Place.TrailerFirst or Place.TrailerName when !NotToken.Has(one):
                _place = Place.TrailerName;
                break;
            case Place.TrailerName when one == ':':
                _place = Place.TrailerValue;
                break;
            case Place.TrailerValue when one == '\r':
                _place = Place.TrailerLf;
                break;
            case Place.TrailerValue when one is not (0 or (byte)'\n'):
                break;
            case Place.TrailerLf when one == '\n':
                _place = Place.TrailerFirst;
                break;
            default:
                return ChunkStep.Bad;
        }

        return bounded ? ChunkStep.More : ChunkStep.Bad;
    }
}
