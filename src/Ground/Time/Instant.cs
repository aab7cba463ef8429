using System;

namespace Weir.Ground.Time;

/// <summary>
/// A point on the monotonic clock, in milliseconds since an arbitrary start. Survives no reboot.
/// </summary>
public readonly record struct Instant(long Ms) : IComparable<Instant>
{
    /// <summary>Later than every real instant: "no timer".</summary>
    public static Instant Never => new(long.MaxValue);

    public bool IsNever => Ms == long.MaxValue;

    public int CompareTo(Instant other) => Ms.CompareTo(other.Ms);

    public static bool operator <(Instant a, Instant b) => a.Ms < b.Ms;
    public static bool operator >(Instant a, Instant b) => a.Ms > b.Ms;
    public static bool operator <=(Instant a, Instant b) => a.Ms <= b.Ms;
    public static bool operator >=(Instant a, Instant b) => a.Ms >= b.Ms;

    /// <summary>
    /// This instant moved by <paramref name="ms"/> milliseconds; a negative <paramref name="ms"/> (an unset
    /// timeout) gives <see cref="Never"/>.
    /// </summary>
    public Instant After(long ms) => ms < 0 || IsNever ? Never : new Instant(Ms + ms);

    /// <summary>Milliseconds from <paramref name="earlier"/> to this instant.</summary>
    public long Since(Instant earlier) => Ms - earlier.Ms;
}
