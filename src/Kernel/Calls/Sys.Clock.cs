using System.Runtime.InteropServices;

namespace Weir.Kernel.Calls;

public static unsafe partial class Sys
{
    private const int CLOCK_REALTIME = 0;
    private const int CLOCK_MONOTONIC = 1;
    private const int NanosecondsPerMs = 1_000_000;

    /// <summary>clock_gettime(2), which libc answers from the vDSO: no kernel entry.</summary>
    [LibraryImport("libc", EntryPoint = "clock_gettime"), SuppressGCTransition]
    public static partial int ClockGetTime(int clock, TimeSpec* into);

    /// <summary>
    /// localtime_r(3): reads the time zone's file at its first call, so that comes before any chroot.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "localtime_r")]
    public static partial void* LocalTime(long* secondsSince1970, BrokenTime* into);

    /// <summary>tzset(3): localtime_r alone need not look at TZ.</summary>
    [LibraryImport("libc", EntryPoint = "tzset")]
    public static partial void SetTimeZone();

    /// <summary>Milliseconds on CLOCK_MONOTONIC, rounded down.</summary>
    public static long MonotonicMs() => ReadMs(CLOCK_MONOTONIC);

    /// <summary>Milliseconds since 1970 (UTC), rounded down.</summary>
    public static long RealtimeMs() => ReadMs(CLOCK_REALTIME);

    private static long ReadMs(int clock)
    {
        TimeSpec time;
        ClockGetTime(clock, &time); // fails only for an unknown clock
        return (time.Seconds * 1000) + (time.Nanoseconds / NanosecondsPerMs);
    }
}
