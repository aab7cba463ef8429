using System;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Weir.Relay.Log;
using Xunit;

namespace Weir.Tests.Unit.Relay.Log;

public sealed partial class LocalTimeTests : IDisposable
{
    private readonly string? _zoneBefore = Environment.GetEnvironmentVariable("TZ");

    public void Dispose()
    {
        SetZone(_zoneBefore);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1795469040123, "Nov 23 21:24:00", "23/Nov/2026:21:24:00.123")]
    [InlineData(0, "Jan  1 00:00:00", "01/Jan/1970:00:00:00.000")]
    [InlineData(-1, "Dec 31 23:59:59", "31/Dec/1969:23:59:59.999")]
    [InlineData(951782400000, "Feb 29 00:00:00", "29/Feb/2000:00:00:00.000")]
    public void TextsAreThoseOfLogLines(long wallMs, string stamp, string date)
    {
        SetZone("UTC0");
        LocalTime time = new();
        Assert.Equal(stamp, Stamp(time, wallMs));
        Assert.Equal(date, Date(time, wallMs));
    }

    [Fact]
    public void DatesAgreeWithTheRuntimesCalendar()
    {
        SetZone("UTC0");
        LocalTime time = new();
        Random random = new(5);
        for (int i = 0; i < 20_000; i++)
        {
            long wallMs = random.NextInt64(0, 4102444800000);
            DateTime expected = DateTime.UnixEpoch.AddMilliseconds(wallMs);
            string text = expected.ToString("dd/MMM/yyyy:HH:mm:ss.fff", CultureInfo.InvariantCulture);
            Assert.Equal(text, Date(time, wallMs));
        }
    }

    [Fact]
    public void TheZoneIsKeptThroughItsChanges()
    {
        SetZone("CET-1CEST,M3.5.0,M10.5.0/3");
        LocalTime time = new();
        Assert.Equal("29/Mar/2026:01:59:59.999", Date(time, 1774745999999));
        Assert.Equal("29/Mar/2026:03:00:00.000", Date(time, 1774746000000));
        Assert.Equal("25/Oct/2026:02:59:59.000", Date(time, 1792889999000));
        Assert.Equal("25/Oct/2026:02:00:00.000", Date(time, 1792890000000));
        Assert.Equal("29/Mar/2026:01:59:59.999", Date(time, 1774745999999));
    }

    [Fact]
    public void AZoneOfQuarterHoursIsRight()
    {
        SetZone("NPT-5:45");
        Assert.Equal("Jan  1 05:45:00", Stamp(new LocalTime(), 0));
    }

    [Fact]
    public void NothingIsAllocatedPerText()
    {
        LocalTime time = new();
        Span<byte> into = stackalloc byte[LocalTime.DateBytes];
        time.WriteDate(0, into);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long ms = 0; ms < 10_000_000; ms += 10_001)
        {
            time.WriteDate(ms, into);
            time.WriteStamp(ms, into);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string Stamp(LocalTime time, long wallMs)
    {
        byte[] into = new byte[40];
        return Encoding.ASCII.GetString(into, 0, time.WriteStamp(wallMs, into));
    }

    private static string Date(LocalTime time, long wallMs)
    {
        byte[] into = new byte[40];
        return Encoding.ASCII.GetString(into, 0, time.WriteDate(wallMs, into));
    }

    /// <summary>libc's environment is not the runtime's.</summary>
    private static void SetZone(string? zone)
    {
        if (zone is null)
        {
            unsetenv("TZ");
        }
        else
        {
            setenv("TZ", zone, 1);
        }

        tzset();
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unsetenv(string name);

    [LibraryImport("libc")]
    private static partial void tzset();
}
