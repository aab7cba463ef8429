using System;
using System.Runtime.InteropServices;

namespace Weir.Kernel.Calls;

/// <summary>
/// Who a process is, and what it sees of the files. The plain calls change all threads; those whose names end
/// in <c>Here</c> change the calling thread alone. Every call returns its result, or an errno negated.
/// </summary>
public static unsafe partial class Sys
{
    private const int ShareFiles = 0x200; // CLONE_FS
    private const long SetUserNumber = 105; // x86-64
    private const long SetGroupNumber = 106;
    private const long SetGroupsNumber = 116;
    private const int PrctlSetDumpable = 4;
    private const int PrctlNoNewPrivileges = 38;
    private const int LimitFileSize = 1;
    private const int LimitCore = 4;
    private const int NameBytes = 65; // of each of the six texts in struct utsname

    /// <summary>What is outside of <paramref name="folder"/> cannot be named any more.</summary>
    public static int ChangeRoot(ReadOnlySpan<byte> folder)
    {
        fixed (byte* name = folder)
        {
            return Errno.Checked(chroot(name));
        }
    }

    /// <summary>
    /// From now on root and working folder of the calling thread are its own, not those of its process.
    /// </summary>
    public static int SeparateFolders() => Errno.Checked(unshare(ShareFiles));

    public static uint UserId() => geteuid();

    /// <summary>How many supplementary groups there are.</summary>
    public static int GroupCount() => Errno.Checked(getgroups(0, null));

    /// <summary>Gives all supplementary groups up.</summary>
    public static int DropGroups() => Errno.Checked(setgroups(0, null));

    public static int SetGroup(uint group) => Errno.Checked(setgid(group));

    public static int SetUser(uint user) => Errno.Checked(setuid(user));

    public static int DropGroupsHere() => Errno.Checked((int)syscall(SetGroupsNumber, 0));

    public static int SetGroupHere(uint group) => Errno.Checked((int)syscall(SetGroupNumber, group));

    public static int SetUserHere(uint user) => Errno.Checked((int)syscall(SetUserNumber, user));

    /// <summary>Whether a crash leaves a core; a change of user has switched that off.</summary>
    public static int SetDumpable(bool isDumpable) =>
        Errno.Checked(prctl(PrctlSetDumpable, isDumpable ? 1u : 0, 0, 0, 0));

    /// <summary>No program that is executed from here on gets rights by its file.</summary>
    public static int ForbidNewPrivileges() => Errno.Checked(prctl(PrctlNoNewPrivileges, 1, 0, 0, 0));

    /// <summary>Lifts the limits on cores as far as we may.</summary>
    public static void RaiseCoreLimits()
    {
        foreach (int limit in (ReadOnlySpan<int>)[LimitFileSize, LimitCore])
        {
            RLimit all = new() { Soft = ulong.MaxValue, Hard = ulong.MaxValue };
            if (SetRLimit(limit, &all) != 0 && GetRLimit(limit, &all) == 0)
            {
                all.Soft = all.Hard;
                _ = SetRLimit(limit, &all);
            }
        }
    }

    /// <summary>The kernel's release and version, as uname(1) tells them; works without /proc.</summary>
    public static (string Release, string Version) KernelVersion()
    {
        byte* names = stackalloc byte[6 * NameBytes];
        return uname(names) == 0
            ? (NameAt(names, 2), NameAt(names, 3))
            : ("", "");
    }

    /// <summary>The machine's name, as uname(1) tells it; empty when it has none.</summary>
    public static string NodeName()
    {
        byte* names = stackalloc byte[6 * NameBytes];
        return uname(names) == 0 ? NameAt(names, 1) : "";
    }

    private static string NameAt(byte* names, int index) =>
        Marshal.PtrToStringUTF8((nint)(names + (index * NameBytes))) ?? "";

    [LibraryImport("libc")]
    private static partial int chroot(byte* path);

    [LibraryImport("libc")]
    private static partial int unshare(int flags);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc")]
    private static partial int getgroups(int count, uint* groups);

    [LibraryImport("libc")]
    private static partial int setgroups(nuint count, uint* groups);

    [LibraryImport("libc")]
    private static partial int setgid(uint group);

    [LibraryImport("libc")]
    private static partial int setuid(uint user);

    [LibraryImport("libc")]
    private static partial long syscall(long number, ulong first, ulong second = 0, ulong third = 0);

    [LibraryImport("libc")]
    private static partial int uname(byte* names);
}
