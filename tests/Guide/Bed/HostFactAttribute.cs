using System;
using System.IO;
using Xunit;

namespace Weir.Tests.Guide.Bed;

/// <summary>
/// A test of something that Linux does for the host's first process namespace alone, as telling of
/// processes that begin and end (drivers/connector/cn_proc.c). In a container it is left out.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HostFactAttribute : FactAttribute
{
    // PROC_PID_INIT_INO, include/linux/proc_ns.h
    private const string First = "pid:[4026531836]";

    public HostFactAttribute()
    {
        string? own = new FileInfo("/proc/self/ns/pid").LinkTarget;
        if (own != First) Skip = "not among the host's own processes";
    }
}
