using System;
using Weir.Ground.Check;

namespace Weir.Main.Origin;

/// <summary>
/// Takes the body of a request off the connection, however it is cut into receives, and counts it.
/// </summary>
/// <remarks>
/// Chunked: size line, data, CR LF, and so on to the chunk of size 0 and the trailer's blank line (RFC 9112
/// 7.1).
/// </remarks>
internal struct BodyIntake
{
    private const int LineMax = 8 * 1024;
    private const int DigitsMax = 12;

    private enum Step : byte
    {
        Done = 0,
        Length,
        SizeDigits,
        SizeRest,
        Data,
        DataEnd,
        Trailer,
        Broken,
    }

    private Step _step;
    private int _lineBytes;
    private long _left;

    /// <summary>Body bytes seen, framing not counted.</summary>
    public long Count { get; private set; }

    public readonly bool IsDone => _step == Step.Done;

    public readonly bool IsBroken => _step == Step.Broken;

    public static BodyIntake For(in Request request) => request.Framing switch
    {
        Framing.Length when request.Length > 0 =>
            new BodyIntake { _step = Step.Length, _left = request.Length },
        Framing.Chunked => new BodyIntake { _step = Step.SizeDigits },
        _ => default,
    };

    /// <summary>
    /// Takes what belongs to the body from the front of <paramref name="bytes"/>; returns how much that was.
    /// </summary>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length && _step is not (Step.Done or Step.Broken))
        {
            at += _step is Step.Length or Step.Data ? TakeData(bytes[at..]) : TakeFraming(bytes[at]);
        }

        Must.Hold(at <= bytes.Length);
        return at;
    }

    private int TakeData(ReadOnlySpan<byte> bytes)
    {
        Must.Hold(_left > 0);
        int taken = (int)Math.Min(_left, bytes.Length);
        _left -= taken;
        Count += taken;
        if (_left == 0)
        {
            _step = _step == Step.Length ? Step.Done : Step.DataEnd;
            _lineBytes = 0;
        }

        return taken;
    }

    private int TakeFraming(byte next)
    {
        _step = ++_lineBytes > LineMax ? Step.Broken : _step switch
        {
            Step.SizeDigits => TakeSizeDigit(next),
            Step.SizeRest => next == '\n' ? AfterSizeLine() : Step.SizeRest,
            Step.DataEnd => TakeDataEnd(next),
            Step.Trailer => TakeTrailer(next),
            _ => Step.Broken,
        };
        return 1;
    }

    private Step TakeSizeDigit(byte next)
    {
        if (!char.IsAsciiHexDigit((char)next))
        {
            bool isEnd = next is (byte)'\r' or (byte)';' or (byte)' ' or (byte)'\t';
            return _lineBytes > 1 && isEnd ? Step.SizeRest : Step.Broken;
        }

        _left = (_left * 16) + HexValue(next);
        return _lineBytes > DigitsMax ? Step.Broken : Step.SizeDigits;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private Step AfterSizeLine()
    {
        _lineBytes = 0;
        return _left == 0 ? Step.Trailer : Step.Data;
    }

    private Step TakeDataEnd(byte next)
    {
        if (_lineBytes == 1)
        {
            return next == '\r' ? Step.DataEnd : Step.Broken;
        }

        _lineBytes = 0;
        return next == '\n' ? Step.SizeDigits : Step.Broken;
    }

    private Step TakeTrailer(byte next)
    {
        if (next != '\n')
        {
            return Step.Trailer;
        }

        bool isBlank = _lineBytes <= 2; // CR LF alone
        _lineBytes = 0;
        return isBlank ? Step.Done : Step.Trailer;
    }
}
