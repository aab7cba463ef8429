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

    /// <summary>The image that lies at our path now is executed, not the one that runs.</summary>
    public bool IsOfNewImage { get; init; }
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
        using NativeTexts arguments = NativeTexts.Of(order.Arguments);
        using NativeTexts environment = NativeTexts.Of([.. NativeTexts.Inherited, .. order.Environment]);
        int pid;
        fixed (byte* path = NativeText.Of(order.IsOfNewImage ? program.Text : program.ForChildren))
        {
            pid = Sys.Spawn(path, &actions, &attributes, arguments.First, environment.First);
        }

        Sys.SpawnActionsDestroy(&actions);
        Sys.SpawnAttributesDestroy(&attributes);
        return pid;
    }
}
