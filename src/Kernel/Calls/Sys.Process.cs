using System.Runtime.InteropServices;

namespace Weir.Kernel.Calls;

/// <summary>
/// Processes: spawning, waiting, limits, processors. Every call returns its result, or an errno negated.
/// </summary>
public static unsafe partial class Sys
{
    /// <summary>Kernel's <c>AT_EXECFN</c>: the path that this process was executed by.</summary>
    public const ulong AuxExecutedPath = 31;

    public const int WaitNoHang = 1;

    /// <summary><c>PR_SET_NAME</c>: the task's name, as <c>killall</c> sees it.</summary>
    public const int PrctlSetName = 15;

    private const int LongestHostName = 64;

    public const short SpawnSetSignalMask = 0x08;
    public const short SpawnNewSession = 0x80;

    public static int GetProcessId() => getpid();

    /// <summary>
    /// The child's process id, or an errno negated (also when the program could not be executed).
    /// </summary>
    public static int Spawn(
        byte* path, SpawnActions* actions, SpawnAttributes* attributes, byte** arguments, byte** environment)
    {
        int pid;
        int error = posix_spawn(&pid, path, actions, attributes, arguments, environment);
        return error == 0 ? pid : -error;
    }

    /// <summary>
    /// Becomes another program, or another image of the same one: the process id, its children, and the
    /// descriptors that are not closed on exec stay. Returns only when that failed: an errno, negated.
    /// </summary>
    public static int Execute(byte* path, byte** arguments, byte** environment) =>
        Errno.Checked(execve(path, arguments, environment));

    public static int SpawnActionsInit(SpawnActions* actions) => -posix_spawn_file_actions_init(actions);

    /// <summary>
    /// In the child: <paramref name="from"/> becomes <paramref name="to"/>, which survives the execution.
    /// </summary>
    public static int SpawnActionsAddDup(SpawnActions* actions, int from, int to) =>
        -posix_spawn_file_actions_adddup2(actions, from, to);

    public static int SpawnActionsDestroy(SpawnActions* actions) =>
        -posix_spawn_file_actions_destroy(actions);

    public static int SpawnAttributesInit(SpawnAttributes* attributes) => -posix_spawnattr_init(attributes);

    public static int SpawnAttributesSetFlags(SpawnAttributes* attributes, short flags) =>
        -posix_spawnattr_setflags(attributes, flags);

    public static int SpawnAttributesSetMask(SpawnAttributes* attributes, SignalSet* blocked) =>
        -posix_spawnattr_setsigmask(attributes, blocked);

    public static int SpawnAttributesDestroy(SpawnAttributes* attributes) =>
        -posix_spawnattr_destroy(attributes);

    /// <summary>
    /// The process id of a child that has ended and its wait status; 0 when it still runs (with
    /// <see cref="WaitNoHang"/>).
    /// </summary>
    public static int WaitPid(int pid, out int status, int options)
    {
        int waited;
        int result = waitpid(pid, &waited, options);
        status = waited;
        return Errno.Checked(result);
    }

    public static int Kill(int pid, int signal) => Errno.Checked(kill(pid, signal));

    /// <summary>Ends this process at once, without any of the runtime's shutdown.</summary>
    public static void ExitNow(int status) => _exit(status);

    /// <summary>The processors that this process may use.</summary>
    public static int GetAffinity(out CpuSet processors)
    {
        fixed (CpuSet* set = &processors)
        {
            return Errno.Checked(sched_getaffinity(0, (nuint)sizeof(CpuSet), set));
        }
    }

    /// <summary>Binds the calling thread to <paramref name="processors"/>.</summary>
    public static int SetAffinity(in CpuSet processors)
    {
        fixed (CpuSet* set = &processors)
        {
            return Errno.Checked(sched_setaffinity(0, (nuint)sizeof(CpuSet), set));
        }
    }

    /// <summary>The limit on descriptors.</summary>
    public static int GetRLimit(out RLimit limit)
    {
        fixed (RLimit* into = &limit)
        {
            return Errno.Checked(GetRLimit(RLIMIT_NOFILE, into));
        }
    }

    /// <summary>Sets the limit on descriptors, for this process and those that it spawns.</summary>
    public static int SetRLimit(in RLimit limit)
    {
        fixed (RLimit* from = &limit)
        {
            return Errno.Checked(SetRLimit(RLIMIT_NOFILE, from));
        }
    }

    /// <summary>A value of the auxiliary vector; 0 when the kernel gave none.</summary>
    public static ulong GetAuxiliary(ulong type) => getauxval(type);

    /// <summary>The machine's name, of 64 characters at most (Linux).</summary>
    public static string HostName()
    {
        byte* name = stackalloc byte[LongestHostName + 1];
        return gethostname(name, LongestHostName + 1) == 0 ? Marshal.PtrToStringUTF8((nint)name)! : "";
    }

    public static int SetTaskName(byte* name) => Errno.Checked(prctl(PrctlSetName, (nuint)name, 0, 0, 0));

    [LibraryImport("libc")]
    private static partial int getpid();

    [LibraryImport("libc")]
    private static partial int gethostname(byte* name, nuint size);

    [LibraryImport("libc")]
    private static partial int posix_spawn(
        int* pid,
        byte* path,
        SpawnActions* actions,
        SpawnAttributes* attributes,
        byte** arguments,
        byte** environment);

    [LibraryImport("libc")]
    private static partial int execve(byte* path, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(SpawnActions* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_adddup2(SpawnActions* actions, int from, int to);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(SpawnActions* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_init(SpawnAttributes* attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setflags(SpawnAttributes* attributes, short flags);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigmask(SpawnAttributes* attributes, SignalSet* blocked);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_destroy(SpawnAttributes* attributes);

    [LibraryImport("libc")]
    private static partial int waitpid(int pid, int* status, int options);

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);

    [LibraryImport("libc")]
    private static partial void _exit(int status);

    [LibraryImport("libc")]
    private static partial int sched_getaffinity(int pid, nuint size, CpuSet* processors);

    [LibraryImport("libc")]
    private static partial int sched_setaffinity(int pid, nuint size, CpuSet* processors);

    [LibraryImport("libc")]
    private static partial ulong getauxval(ulong type);

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
