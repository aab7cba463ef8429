using System;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Fetches;

/// <summary>A cookie that was found.</summary>
/// <param name="field">The number of the field that has it.</param>
/// <param name="offset">What follows it in the field's value.</param>
/// <param name="value">Its value.</param>
internal readonly ref struct CookiePlace(int field, int offset, ReadOnlySpan<byte> value)
{
    /// <summary>The field's number stands above so many bits of <see cref="Next"/>.</summary>
    public const int OffsetBits = 32;

    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>Where the search goes on, as <see cref="Sample.Next"/> has it.</summary>
    public long Next { get; } = (((long)field << OffsetBits) | (uint)offset) + 1;
}
