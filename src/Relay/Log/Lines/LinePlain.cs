using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Weir.Relay.Log.Lines;

/// <summary>Which bytes stand in a log line as they came (manual 8.6).</summary>
internal static class LinePlain
{
    private const byte FirstPrintable = (byte)' ';
    private const byte LastPrintable = (byte)'~';
    private const int Step = 16;

    /// <summary>Written as <c>#HH</c>.</summary>
    /// <param name="one">As it came.</param>
    /// <param name="isValue">It is of one of several texts in braces.</param>
    public static bool IsOdd(byte one, bool isValue) =>
        one is < FirstPrintable or > LastPrintable or (byte)'"' or (byte)'#'
        || (isValue && one is (byte)'{' or (byte)'|' or (byte)'}');

    /// <summary>As nearly all texts are: nothing in it is written otherwise.</summary>
    /// <param name="text">As it came.</param>
    /// <param name="isValue">One of several in braces.</param>
    /// <param name="escapes">Backslashes and closing brackets are not as they came either.</param>
    public static bool Is(ReadOnlySpan<byte> text, bool isValue, bool escapes) =>
        HasNoneOdd(text)
        && !(isValue && text.ContainsAny((byte)'{', (byte)'|', (byte)'}'))
        && !(escapes && text.ContainsAny((byte)'\\', (byte)']'));

    private static bool HasNoneOdd(ReadOnlySpan<byte> text)
    {
        ref byte first = ref MemoryMarshal.GetReference(text);
        Vector128<byte> odd = Vector128<byte>.Zero;
        if (text.Length >= Step)
        {
            for (int at = 0; at < text.Length - Step; at += Step)
            {
                odd |= Odd(Vector128.LoadUnsafe(ref first, (nuint)at));
            }

            return (odd | Odd(Vector128.LoadUnsafe(ref first, (nuint)(text.Length - Step))))
                == Vector128<byte>.Zero;
        }

        if (text.Length >= sizeof(ulong))
        {
            ulong low = Unsafe.ReadUnaligned<ulong>(ref first);
            ulong high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, text.Length - sizeof(ulong)));
            return Odd(Vector128.Create(low, high).AsByte()) == Vector128<byte>.Zero;
        }

        foreach (byte one in text)
        {
            if (IsOdd(one, isValue: false))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Odd(Vector128<byte> bytes)
    {
        Vector128<byte> fromFirst = bytes - Vector128.Create(FirstPrintable);
        Vector128<byte> most = Vector128.Create((byte)(LastPrintable - FirstPrintable));
        return ~Vector128.Equals(Vector128.Min(fromFirst, most), fromFirst)
            | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'#'));
    }
}
