using System;
using Weir.Kernel.Calls;

namespace Weir.Relay.Log;

/// <summary>
/// The local time's texts in log lines, without an allocation. libc knows the zone; it is asked once per
/// quarter of an
/// hour, because the rules of no zone change within one, and the rest is arithmetic. The text of a second is
/// kept.
/// </summary>
public sealed unsafe class LocalTime
{
    /// <summary>Length of <c>Nov 23 21:24:00</c>.</summary>
    public const int StampBytes = 15;

    /// <summary>Length of <c>23/Nov/2026:21:24:00.123</c>.</summary>
    public const int DateBytes = 24;

    /// <summary>Length of <c>23/Nov/2026:21:24:00 +0100</c>.</summary>
    public const int ZonedDateBytes = 26;

    private const int SecondBytes = 20;
    private const long QuarterMs = 15 * 60 * 1000;

    private readonly byte[] _stamp = new byte[StampBytes];
    private readonly byte[] _date = new byte[SecondBytes];
    private long _quarter = long.MinValue;
    private long _offsetMs;
    private long _second = long.MinValue;

    /// <summary>Reads TZ and the zone's file, so call this before any chroot.</summary>
    public LocalTime() => Sys.SetTimeZone();

    private static ReadOnlySpan<byte> MonthNames => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <summary>
    /// Writes the date of a syslog message (RFC 3164 4.1.2: a day below 10 is padded with a space); returns
    /// its length.
    /// </summary>
    public int WriteStamp(long wallMs, Span<byte> into)
    {
        Render(wallMs);
        _stamp.CopyTo(into);
        return StampBytes;
    }

    /// <summary>Writes the date of an HTTP log line, with milliseconds; returns its length.</summary>
    public int WriteDate(long wallMs, Span<byte> into)
    {
        Render(wallMs);
        _date.CopyTo(into);
        into[SecondBytes] = (byte)'.';
        int ms = Modulo(wallMs, 1000);
        Two(ms / 10, into[(SecondBytes + 1)..], pad: '0');
        into[SecondBytes + 3] = (byte)('0' + (ms % 10));
        return DateBytes;
    }

    /// <summary>Writes a date without milliseconds and with the zone that it is told in.</summary>
    public void WriteZonedDate(long wallMs, bool inGmt, Span<byte> into)
    {
        long offset = inGmt ? 0 : OffsetAt(wallMs) / 60_000; // in minutes
        long localMs = (FloorOf(wallMs, 1000) * 1000) + (offset * 60_000);
        WriteDay(DateTime.UnixEpoch.AddTicks(localMs * TimeSpan.TicksPerMillisecond), into);
        into[SecondBytes] = (byte)' ';
        into[SecondBytes + 1] = offset < 0 ? (byte)'-' : (byte)'+';
        int minutes = (int)Math.Abs(offset);
        Two(minutes / 60, into[(SecondBytes + 2)..], pad: '0');
        Two(minutes % 60, into[(SecondBytes + 4)..], pad: '0');
    }

    private static int Modulo(long value, int by) => (int)(value - (FloorOf(value, by) * by));

    private static long FloorOf(long value, long by) => (value >= 0 ? value : value - by + 1) / by;

    private void Render(long wallMs)
    {
        long second = FloorOf(wallMs, 1000);
        if (second == _second)
        {
            return;
        }

        long localMs = (second * 1000) + OffsetAt(wallMs);
        DateTime local = DateTime.UnixEpoch.AddTicks(localMs * TimeSpan.TicksPerMillisecond);
        WriteTime(local, _stamp.AsSpan(7));
        Month(local).CopyTo(_stamp);
        _stamp[3] = (byte)' ';
        Two(local.Day, _stamp.AsSpan(4), pad: ' ');
        _stamp[6] = (byte)' ';

        WriteDay(local, _date);
        _second = second;
    }

    private long OffsetAt(long wallMs)
    {
        long quarter = FloorOf(wallMs, QuarterMs);
        if (quarter != _quarter)
        {
            long seconds = FloorOf(wallMs, 1000);
            BrokenTime broken;
            void* known = Sys.LocalTime(&seconds, &broken);
            _offsetMs = known == null ? 0 : broken.Offset * 1000; // null: a year beyond what an int holds
            _quarter = quarter;
        }

        return _offsetMs;
    }

    /// <summary><c>23/Nov/2026:21:24:00</c></summary>
    private static void WriteDay(DateTime time, Span<byte> into)
    {
        Two(time.Day, into, pad: '0');
        into[2] = (byte)'/';
        Month(time).CopyTo(into[3..]);
        into[6] = (byte)'/';
        Two(time.Year / 100, into[7..], pad: '0');
        Two(time.Year % 100, into[9..], pad: '0');
        into[11] = (byte)':';
        WriteTime(time, into[12..]);
    }

    private static ReadOnlySpan<byte> Month(DateTime time) => MonthNames.Slice((time.Month - 1) * 3, 3);

    private static void WriteTime(DateTime time, Span<byte> into)
    {
        Two(time.Hour, into, pad: '0');
        into[2] = (byte)':';
        Two(time.Minute, into[3..], pad: '0');
        into[5] = (byte)':';
        Two(time.Second, into[6..], pad: '0');
    }

    private static void Two(int value, Span<byte> into, char pad)
    {
        into[0] = value < 10 ? (byte)pad : (byte)('0' + (value / 10));
        into[1] = (byte)('0' + (value % 10));
    }
}
