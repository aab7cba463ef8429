using System;
using System.Globalization;
using Weir.Kernel.Calls;
using Weir.Main.MasterCli;
using Weir.Main.Messages;
using Weir.Main.Spawn;

namespace Weir.Main.Reload;

/// <summary>
/// Both sides of executing the master anew. The process stays: its id, its children, its sockets; so what
/// watches it (a pid file, systemd, keepalived) notices nothing.
/// </summary>
internal static unsafe class NextImage
{
    /// <summary>
    /// Becomes the image that lies at our path now. Returns only when that failed: an errno, negated.
    /// </summary>
    public static int Become(ExecutedPath program, Handover left)
    {
        int file;
        fixed (byte* name = "weir-handover\0"u8)
        {
            file = Sys.MemoryFile(name, 0);
        }

        if (file < 0)
        {
            return file;
        }

        SmallFile.WriteAll(file, left.ToBytes());
        Keep(left, file, isKept: true);
        using NativeTexts arguments = NativeTexts.Of(Environment.GetCommandLineArgs());
        using NativeTexts environment = NativeTexts.Of(
            [.. NativeTexts.Inherited, $"{HandedDown.HandoverVariable}={file}"]);
        int error;
        fixed (byte* path = NativeText.Of(program.Text))
        {
            error = Sys.Execute(path, arguments.First, environment.First);
        }

        Keep(left, file, isKept: false);
        Sys.Close(file);
        return error;
    }

    /// <summary>What an earlier image has left to this one; null: there was none.</summary>
    public static Handover? TakeOver()
    {
        string number = Environment.GetEnvironmentVariable(HandedDown.HandoverVariable) ?? "";
        Environment.SetEnvironmentVariable(HandedDown.HandoverVariable, null);
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int file)
            || Sys.Seek(file, 0, 0) < 0
            || SmallFile.ReadRest(file, out byte[] content) < 0)
        {
            return null;
        }

        Handover left = Handover.FromBytes(content);
        Keep(left, file, isKept: false);
        Sys.Close(file);
        return left;
    }

    /// <summary>Whether what lies there outlives an execution; never that of a child.</summary>
    private static void Keep(Handover left, int file, bool isKept)
    {
        Mark(file, isKept);
        foreach (KeptListener one in left.Listeners)
        {
            Mark(one.Descriptor, isKept);
        }

        foreach (KeptChild one in left.Children)
        {
            Mark(one.Control, isKept);
        }

        foreach (KeptCli one in left.Cli)
        {
            Mark(one.Descriptor, isKept);
        }
    }

    private static void Mark(int descriptor, bool isKept)
    {
        if (descriptor >= 0)
        {
            _ = isKept ? Sys.SetKeptOnExec(descriptor) : Sys.SetCloseOnExec(descriptor);
        }
    }
}
