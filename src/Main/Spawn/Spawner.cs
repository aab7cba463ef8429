using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using Weir.Kernel.Calls;
using Weir.Main.Messages;
using Weir.Main.Signals;

namespace Weir.Main.Spawn;

/// <summary>
/// One descriptor handed down: <paramref name="From"/> here becomes <paramref name="To"/> in the child.
/// </summary>
internal readonly record struct HandDown(int From, int To);

/// <summary>What a child is started with.</summary>
/// <param name="Arguments">Its command line, the program's name included.</param>
/// <param name="Descriptors">Laid onto their numbers in this order.</param>
internal sealed record SpawnOrder(string[] Arguments, HandDown[] Descriptors)
{
    /// <summary>Added to the environment: "NAME=value".</summary>
    public string[] Environment { get; init; } = [];

    /// <summary>The child leads a session of its own, without a terminal.</summary>
    public bool NewSession { get; init; }
}

/// <summary>
/// Starts our own image again. Never by fork: the runtime's other threads would be missing in the copy. The
/// child begins with our signals blocked, so that none can hit it before it looks at them.
/// </summary>
internal static unsafe class Spawner
{
    /// <summary>The child's process id; below 0 an errno, negated.</summary>
    public static int Start(ExecutedPath program, SpawnOrder order)
    {
        SpawnActions actions;
        SpawnAttributes attributes;
        Sys.SpawnActionsInit(&actions);
        Sys.SpawnAttributesInit(&attributes);
        foreach (HandDown one in order.Descriptors)
        {
            Sys.SpawnActionsAddDup(&actions, one.From, one.To);
        }

        SignalSet blocked = OurSignals.Set;
        short session = order.NewSession ? Sys.SpawnNewSession : (short)0;
        Sys.SpawnAttributesSetMask(&attributes, &blocked);
        Sys.SpawnAttributesSetFlags(&attributes, (short)(Sys.SpawnSetSignalMask | session));
        byte** arguments = Texts(order.Arguments);
        byte** environment = Texts([.. Inherited(), .. order.Environment]);
        int pid;
        fixed (byte* path = NativeText.Of(program.ForChildren))
        {
            pid = Sys.Spawn(path, &actions, &attributes, arguments, environment);
        }

        FreeTexts(arguments);
        FreeTexts(environment);
        Sys.SpawnActionsDestroy(&actions);
        Sys.SpawnAttributesDestroy(&attributes);
        return pid;
    }

    private static string[] Inherited()
    {
        List<string> all = [];
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            string name = (string)variable.Key;
            if (name != HandedDown.LaunchedVariable)
            {
                all.Add($"{name}={(string?)variable.Value}");
            }
        }

        return [.. all];
    }

    private static byte** Texts(string[] all)
    {
        byte** texts = (byte**)NativeMemory.AllocZeroed((nuint)all.Length + 1, (nuint)sizeof(byte*));
        for (int at = 0; at < all.Length; at++)
        {
            int length = Encoding.UTF8.GetByteCount(all[at]);
            texts[at] = (byte*)NativeMemory.AllocZeroed((nuint)length + 1);
            Encoding.UTF8.GetBytes(all[at], new Span<byte>(texts[at], length));
        }

        return texts;
    }

    private static void FreeTexts(byte** texts)
    {
        for (byte** at = texts; *at is not null; at++)
        {
            NativeMemory.Free(*at);
        }

        NativeMemory.Free(texts);
    }
}
