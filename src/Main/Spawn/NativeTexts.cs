using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Weir.Main.Spawn;

/// <summary>
/// A program's arguments or environment as the kernel takes them: texts, and a null at the end.
/// </summary>
internal readonly unsafe struct NativeTexts : IDisposable
{
    private NativeTexts(byte** first) => First = first;

    public byte** First { get; }

    /// <summary>
    /// Our own environment as "NAME=value", without what was meant for this process alone.
    /// </summary>
    public static List<string> Inherited
    {
        get
        {
            List<string> all = [];
            foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            {
                if ((string)variable.Key is not (HandedDown.LaunchedVariable or HandedDown.HandoverVariable))
                {
                    all.Add($"{(string)variable.Key}={(string?)variable.Value}");
                }
            }

            return all;
        }
    }

    public static NativeTexts Of(IReadOnlyList<string> all)
    {
        byte** texts = (byte**)NativeMemory.AllocZeroed((nuint)all.Count + 1, (nuint)sizeof(byte*));
        for (int at = 0; at < all.Count; at++)
        {
            int length = Encoding.UTF8.GetByteCount(all[at]);
            texts[at] = (byte*)NativeMemory.AllocZeroed((nuint)length + 1);
            Encoding.UTF8.GetBytes(all[at], new Span<byte>(texts[at], length));
        }

        return new NativeTexts(texts);
    }

    public void Dispose()
    {
        for (byte** at = First; *at is not null; at++)
        {
            NativeMemory.Free(*at);
        }

        NativeMemory.Free(First);
    }
}
