using System.Text;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;
using Weir.Relay.Log;
using Xunit;

namespace Weir.Tests.Unit.Relay.Log;

public sealed class SyslogFrameTests
{
    private const string Stamped = @"^<134>[A-Z][a-z]{2} [ 123]\d \d\d:\d\d:\d\d haproxy\[42\]: hello\n$";

    [Fact]
    public void ADatagramIsThatOfHaproxy() =>
        Assert.Matches(Stamped, Framed(new LogTarget { Transport = LogTransport.Udp, Facility = 16 }));

    [Fact]
    public void Rfc3164NamesAHost() =>
        Assert.Matches(
            Stamped.Replace(" haproxy", " localhost haproxy", System.StringComparison.Ordinal),
            Framed(new LogTarget { Transport = LogTransport.Udp, Facility = 16, Frame = LogFrame.Rfc3164 }));

    [Theory]
    [InlineData(LogFrame.Short, "<6>hello\n")]
    [InlineData(LogFrame.Raw, "hello\n")]
    public void ShorterFramesLeaveOutTheHeader(LogFrame frame, string expected) =>
        Assert.Equal(
            expected, Framed(new LogTarget { Transport = LogTransport.Udp, Facility = 16, Frame = frame }));

    [Theory]
    [InlineData(0, "<0>hello\n")]
    [InlineData(7, "<191>hello\n")]
    public void PriorityIsEightTimesFacilityPlusLevel(int level, string expected)
    {
        int facility = level == 0 ? 0 : 23;
        LogTarget target = new() { Transport = LogTransport.Udp, Facility = facility };
        string text = Framed(target, level: level);
        Assert.Equal(expected, text[..(text.IndexOf('>') + 1)] + "hello\n");
    }

    [Fact]
    public void MoreSevereMessagesAreSentAsTheLeastLevel()
    {
        LogTarget target = new() { Transport = LogTransport.Udp, Frame = LogFrame.Short, MinLevel = 2 };
        Assert.Equal("<2>hello\n", Framed(target, level: 0));
        Assert.Equal("<3>hello\n", Framed(target, level: 3));
    }

    [Fact]
    public void LevelsBelowTheMostVerboseAreNotTaken()
    {
        LogTarget target = new() { Transport = LogTransport.Udp, MaxLevel = 5 };
        SyslogFrame frame = new(target, "haproxy"u8, 42, new LocalTime());
        Assert.True(frame.Takes(5));
        Assert.False(frame.Takes(6));
    }

    [Theory]
    [InlineData(LogFrame.Local, 1024)]
    [InlineData(LogFrame.Rfc3164, 1024)]
    [InlineData(LogFrame.Short, 80)]
    [InlineData(LogFrame.Raw, 80)]
    public void ALongMessageIsCutAndStillEndsItsLine(LogFrame kind, int most)
    {
        LogTarget target = new() { Transport = LogTransport.Udp, Frame = kind, MaxBytes = most };
        string text = Framed(target, message: new string('x', 5000));
        Assert.Equal(most, text.Length);
        Assert.EndsWith("xx\n", text, System.StringComparison.Ordinal);
        text = Framed(target, message: new string('x', most - 40));
        Assert.EndsWith("xx\n", text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void ALengthWithoutRoomForTheHeaderKeepsTheHeader()
    {
        LogTarget target = new() { Transport = LogTransport.Udp, MaxBytes = 5, Facility = 23 };
        Assert.EndsWith("haproxy[42]: \n", Framed(target, level: 7), System.StringComparison.Ordinal);
    }

    private static string Framed(LogTarget target, int level = 6, string message = "hello")
    {
        SyslogFrame frame = new(target, "haproxy"u8, 42, new LocalTime());
        byte[] into = new byte[frame.RoomFor(message.Length)];
        int length = frame.Write(level, Encoding.ASCII.GetBytes(message), 1795469040123, into);
        return Encoding.ASCII.GetString(into, 0, length);
    }
}
