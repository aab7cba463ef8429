using System;
using System.Text;
using Weir.Wire.Http1;

namespace Weir.Model.Contracts;

/// <summary>What an algorithm may read of a request. Lent for the call.</summary>
/// <param name="target">The request target, as the client wrote it.</param>
/// <param name="head">The bytes that the fields are offsets into.</param>
/// <param name="fields">The header fields.</param>
public readonly ref struct BalanceRequest(
    ReadOnlySpan<byte> target, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields)
{
    private readonly ReadOnlySpan<byte> _head = head;
    private readonly ReadOnlySpan<Field> _fields = fields;

    public ReadOnlySpan<byte> Target { get; } = target;

    /// <summary>What a connection without HTTP has brought; of a request empty.</summary>
    public ReadOnlySpan<byte> Content { get; init; }

    /// <summary>The value of the first field of that name, whatever its case; empty without one.</summary>
    public ReadOnlySpan<byte> FirstValue(ReadOnlySpan<byte> name)
    {
        foreach (ref readonly Field field in _fields)
        {
            if (field.NameLength == name.Length && Ascii.EqualsIgnoreCase(field.NameIn(_head), name))
            {
                return field.ValueIn(_head);
            }
        }

        return default;
    }
}
