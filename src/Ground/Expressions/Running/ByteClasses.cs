using System;
using Weir.Ground.Expressions.Reading;

namespace Weir.Ground.Expressions.Running;

/// <summary>Bytes that no set of a program tells apart form a class: they lead to the same.</summary>
internal sealed class ByteClasses
{
    private const int Bytes = 256;

    /// <param name="program">Whose sets they are.</param>
    /// <param name="tellsWords">Bytes of words and others are told apart too.</param>
    public ByteClasses(ExpressionProgram program, bool tellsWords)
    {
        Of = new byte[Bytes];
        Count = 1;
        Span<short> split = stackalloc short[Bytes];
        Span<bool> isIn = stackalloc bool[Bytes];
        for (int set = 0; set < program.Sets; set++)
        {
            for (int one = 0; one < Bytes; one++)
            {
                isIn[one] = program.Takes(set, (byte)one);
            }

            Divide(isIn, split);
        }

        for (int one = 0; tellsWords && one < Bytes; one++)
        {
            isIn[one] = ByteSet.Word.Has((byte)one);
        }

        if (tellsWords)
        {
            Divide(isIn, split);
        }

        Members = new byte[Count];
        for (int one = 0; one < Bytes; one++)
        {
            Members[Of[one]] = (byte)one;
        }
    }

    /// <summary>The class of each byte.</summary>
    public byte[] Of { get; }

    /// <summary>A byte of each class.</summary>
    public byte[] Members { get; }

    public int Count { get; private set; }

    /// <summary>Whose members are partly in the set gets a class for these.</summary>
    private void Divide(ReadOnlySpan<bool> isIn, Span<short> split)
    {
        Span<int> inside = stackalloc int[Bytes];
        Span<int> all = stackalloc int[Bytes];
        inside.Clear();
        all.Clear();
        split.Fill(-1);
        for (int one = 0; one < Bytes; one++)
        {
            all[Of[one]]++;
            inside[Of[one]] += isIn[one] ? 1 : 0;
        }

        for (int one = 0; one < Bytes; one++)
        {
            int old = Of[one];
            if (inside[old] == all[old] || !isIn[one])
            {
                continue;
            }

            if (split[old] < 0)
            {
                split[old] = (short)Count++;
            }

            Of[one] = (byte)split[old];
        }
    }
}
