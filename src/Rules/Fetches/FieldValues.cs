using System;
using System.Text;
using Weir.Model.Contracts.Rules;
using Weir.Wire.Http1;

namespace Weir.Rules.Fetches;

/// <summary>
/// The values of the header fields of one name: each line's, or each element of their lists. Commas within
/// quotes are part of an element (RFC 9110 5.6.1); empty elements count, as in HAProxy.
/// </summary>
/// <remarks>
/// A place among them is a field's number in the upper half of a <see cref="Sample.Next"/>, and an offset
/// into its value in the lower one, plus 1.
/// </remarks>
internal ref struct FieldValues(scoped in RuleMessage message, ReadOnlySpan<byte> name, bool whole)
{
    private const int OffsetBits = 32;

    private readonly ReadOnlySpan<byte> _head = message.Head;
    private readonly ReadOnlySpan<Field> _fields = message.Fields;
    private readonly ReadOnlySpan<byte> _name = name;
    private readonly bool _whole = whole;

    /// <summary>Where the search goes on; 0: from the beginning.</summary>
    public long Place { get; set; }

    /// <summary>The last one that was found.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Finds the next one.</summary>
    public bool MoveNext()
    {
        int index = Place == 0 ? 0 : (int)((Place - 1) >> OffsetBits);
        int offset = Place == 0 ? 0 : (int)((Place - 1) & uint.MaxValue);
        for (; index < _fields.Length; index++, offset = 0)
        {
            ref readonly Field field = ref _fields[index];
            if (!IsOurs(in field))
            {
                continue;
            }

            ReadOnlySpan<byte> value = field.ValueIn(_head);
            if (_whole ? offset == 0 : ReadElement(value, ref offset))
            {
                Value = _whole ? value : Value;
                Place = (((long)index << OffsetBits) | (uint)(_whole ? 1 : offset)) + 1;
                return true;
            }
        }

        return false;
    }

    /// <summary>The one at a position: from 1 at the beginning, or from -1 at the end.</summary>
    public bool MoveTo(long position)
    {
        long wanted = position > 0 ? position : Count() + 1 + position;
        Place = 0;
        for (long i = 0; i < wanted; i++)
        {
            if (!MoveNext())
            {
                return false;
            }
        }

        return wanted > 0;
    }

    /// <summary>How many there are.</summary>
    public long Count()
    {
        Place = 0;
        long count = 0;
        while (MoveNext())
        {
            count++;
        }

        return count;
    }

    private readonly bool IsOurs(in Field field) =>
        _name.IsEmpty
        || (field.NameLength == _name.Length && Ascii.EqualsIgnoreCase(field.NameIn(_head), _name));

    private bool ReadElement(ReadOnlySpan<byte> value, ref int offset)
    {
        if (offset > value.Length)
        {
            return false;
        }

        int end = ElementEnd(value, offset);
        Value = value[offset..end].Trim(" \t"u8);
        offset = end + 1;
        return true;
    }

    private static int ElementEnd(ReadOnlySpan<byte> value, int at)
    {
        // Nearly always there is no quote, and then this is all.
        int found = value[at..].IndexOfAny((byte)',', (byte)'"');
        if (found < 0 || value[at + found] == ',')
        {
            return found < 0 ? value.Length : at + found;
        }

        bool isQuoted = false;
        for (at += found; at < value.Length; at++)
        {
            byte one = value[at];
            if (one == '\\' && isQuoted)
            {
                at++;
            }
            else if (one == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (one == ',' && !isQuoted)
            {
                return at;
            }
        }

        return value.Length;
    }
}
