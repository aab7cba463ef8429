using System;

namespace Weir.Control.Stats.Columns;

/// <summary>One figure or word of one line; or nothing, where a column does not apply.</summary>
internal readonly ref struct StatValue
{
    private StatValue(long number, ReadOnlySpan<byte> text, bool isNumber)
    {
        Number = number;
        Text = text;
        IsNumber = isNumber;
    }

    public static StatValue Nothing => default;

    public bool IsNumber { get; }

    public long Number { get; }

    public ReadOnlySpan<byte> Text { get; }

    public bool IsNothing => !IsNumber && Text.IsEmpty;

    public static implicit operator StatValue(long number) => new(number, default, isNumber: true);

    public static implicit operator StatValue(ReadOnlySpan<byte> text) => new(0, text, isNumber: false);

    /// <summary>Nothing for 0.</summary>
    public static StatValue NotZero(long number) => number == 0 ? Nothing : number;
}
