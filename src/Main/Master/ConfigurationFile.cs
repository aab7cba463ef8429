using System;
using Weir.Kernel.Calls;
using Weir.Main.Spawn;
using Weir.Model.Compile;

namespace Weir.Main.Master;

/// <summary>
/// The checked configuration as an anonymous file, and back: children read what was checked, not what lies on
/// disk by now.
/// </summary>
internal static unsafe class ConfigurationFile
{
    /// <summary>The descriptor; below 0 an errno, negated.</summary>
    public static int Create(ConfigText text, int lowest, out long length)
    {
        byte[] content = text.ToBytes();
        length = content.Length;
        int descriptor;
        fixed (byte* name = "weir-configuration\0"u8)
        {
            descriptor = Descriptors.MoveUp(Sys.MemoryFile(name, length), lowest);
        }

        if (descriptor < 0)
        {
            return descriptor;
        }

        byte* memory = Sys.MapFile(descriptor, length, out int error);
        if (memory is null)
        {
            Sys.Close(descriptor);
            return error;
        }

        content.CopyTo(new Span<byte>(memory, content.Length));
        Sys.Unmap(memory, length);
        return descriptor;
    }

    /// <summary>Null when the descriptor is not what <see cref="Create"/> made.</summary>
    public static ConfigText? Read(int descriptor, long length)
    {
        byte* memory = Sys.MapFile(descriptor, length, out _);
        if (memory is null)
        {
            return null;
        }

        ConfigText text = ConfigText.FromBytes(new ReadOnlySpan<byte>(memory, (int)length));
        Sys.Unmap(memory, length);
        return text;
    }
}
