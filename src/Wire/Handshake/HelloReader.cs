using System;
using System.Diagnostics.CodeAnalysis;
using Weir.Wire.Http1;

namespace Weir.Wire.Handshake;

/// <summary>
/// Numbers and lengths of a hello, one behind the other, while its bytes still come. The first that is
/// missing or wrong decides: all that is read behind it is 0.
/// </summary>
[SuppressMessage("Performance", "CA1815", Justification = "never compared")]
internal ref struct HelloReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where it stands.</summary>
    public int At { get; private set; }

    /// <summary>Nothing that belongs to it begins here or behind; the outermost limit is not known.</summary>
    public int End { get; set; } = int.MaxValue;

    /// <summary>Complete: as far as it has been read.</summary>
    public ParseStatus Status { get; private set; } = ParseStatus.Complete;

    public readonly bool IsGood => Status == ParseStatus.Complete;

    /// <summary>A number of one to three bytes, the highest first.</summary>
    public int Number(int width)
    {
        int value = 0;
        foreach (byte one in Bytes(width))
        {
            value = (value << 8) | one;
        }

        return value;
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        int from = At;
        Skip(count);
        if (IsGood && At > _bytes.Length)
        {
            Status = ParseStatus.Incomplete;
        }

        return IsGood ? _bytes[from..At] : default;
    }

    /// <summary>Passes over bytes that need not have come.</summary>
    public void Skip(int count)
    {
        Require(count <= End - At);
        At += IsGood ? count : 0;
    }

    /// <summary>Without that it is no hello.</summary>
    public void Require(bool isSo) => Status = isSo || !IsGood ? Status : ParseStatus.Rejected;
}
