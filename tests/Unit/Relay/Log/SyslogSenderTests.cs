using System;
using System.Globalization;
using System.IO;
using System.IO.Pipes;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Weir.Ground.Net;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;
using Weir.Relay.Log;
using Xunit;

namespace Weir.Tests.Unit.Relay.Log;

public sealed class SyslogSenderTests
{
    private const int Info = 6;

    [Fact]
    public void ATurnsDatagramsArriveInOrderOnePerMessage()
    {
        using Socket receiver = NewReceiver();
        LogTarget target = To(receiver);
        using SyslogSender sender = SyslogSender.Open([target], "haproxy"u8, 42);
        for (int i = 0; i < 300; i++)
        {
            sender.Add(0, Info, Bytes($"line {i}"), 0);
        }

        sender.Flush();
        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal($"<6>line {i}\n", Take(receiver)));
        Assert.Equal(0, sender.Dropped);
    }

    [Fact]
    public void NothingIsSentBeforeTheFlush()
    {
        using Socket receiver = NewReceiver();
        using SyslogSender sender = SyslogSender.Open([To(receiver)], "haproxy"u8, 42);
        sender.Add(0, Info, "hello"u8, 0);
        Assert.Equal(0, receiver.Available);
        sender.Flush();
        sender.Flush();
        Assert.Equal("<6>hello\n", Take(receiver));
        Assert.Equal(0, receiver.Available);
    }

    [Fact]
    public void TwoPlansGoOutTheSameWayAndTheLastOneClosesIt()
    {
        using Socket receiver = NewReceiver();
        using LogOutlets outlets = new();
        SyslogSender[] senders = [Of(To(receiver)), Of(To(receiver))];
        Array.ForEach(senders, one => one.Open(outlets));
        senders[0].Add(0, Info, "one"u8, 0);
        senders[1].Add(0, Info, "two"u8, 0);
        outlets.Flush();
        (byte[] first, EndPoint from) = TakeFrom(receiver);
        (byte[] second, EndPoint too) = TakeFrom(receiver);
        Assert.Equal("<6>one\n<6>two\n", Encoding.Latin1.GetString([.. first, .. second]));
        Assert.Equal(from, too);

        senders[0].Add(0, Info, "last"u8, 0);
        senders[0].Dispose(); // what waits there waits for the other one's flush
        senders[1].Add(0, Info, "three"u8, 0);
        outlets.Flush();
        Assert.Equal("<6>last\n", Take(receiver));
        Assert.Equal("<6>three\n", Take(receiver));
        senders[1].Add(0, Info, "four"u8, 0);
        senders[1].Dispose();
        Assert.Equal("<6>four\n", Take(receiver));
    }

    [Fact]
    public void EachTargetHasItsOwnLevels()
    {
        using Socket all = NewReceiver();
        using Socket severe = NewReceiver();
        LogTarget toAll = To(all);
        LogTarget toSevere = To(severe, maxLevel: 3);
        using SyslogSender sender = SyslogSender.Open([toAll, toSevere, toAll], "haproxy"u8, 42);
        int[] route = sender.RouteOf([toSevere, toAll]);
        sender.Add(route, Info, "info"u8, 0);
        sender.Add(route, 1, "alert"u8, 0);
        sender.Flush();
        Assert.Equal("<6>info\n", Take(all));
        Assert.Equal("<1>alert\n", Take(all));
        Assert.Equal("<1>alert\n", Take(severe));
        Assert.Equal(0, all.Available + severe.Available);
    }

    [Fact]
    public void AListenerThatComesBackGetsTheNextLine()
    {
        using Socket first = NewReceiver();
        LogTarget target = To(first);
        using SyslogSender sender = SyslogSender.Open([target], "haproxy"u8, 42);
        EndPoint address = first.LocalEndPoint!;
        first.Dispose();
        sender.Add(0, Info, "lost"u8, 0);
        sender.Flush();
        using Socket second = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        second.ReceiveTimeout = 5000;
        second.Bind(address);
        sender.Add(0, Info, "seen"u8, 0);
        sender.Flush();
        Assert.Equal("<6>seen\n", Take(second));
    }

    [Fact]
    public void AUnixSocketTakesDatagramsAndMayAppearLate()
    {
        string path = Path.Combine(Path.GetTempPath(), $"weir-{Guid.NewGuid():N}.sock");
        LogTarget target = new() { Transport = LogTransport.UnixDatagram, Path = path, Frame = LogFrame.Raw };
        using SyslogSender sender = SyslogSender.Open([target], "haproxy"u8, 42);
        sender.Add(0, Info, "nobody there"u8, 0);
        sender.Flush();
        Assert.Equal(1, sender.Dropped);
        using Socket receiver = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        receiver.ReceiveTimeout = 5000;
        receiver.Bind(new UnixDomainSocketEndPoint(path));
        sender.Add(0, Info, "hello"u8, 0);
        sender.Flush();
        Assert.Equal("hello\n", Take(receiver));
        File.Delete(path);
    }

    [Fact]
    public void APipeThatNobodyReadsBlocksNobodyAndKeepsWholeLines()
    {
        using AnonymousPipeServerStream reader = new(PipeDirection.In);
        LogTarget target = new()
        {
            Transport = LogTransport.Descriptor,
            Descriptor = int.Parse(reader.GetClientHandleAsString(), CultureInfo.InvariantCulture),
            Frame = LogFrame.Raw,
        };
        SyslogSender sender = SyslogSender.Open([target], "haproxy"u8, 42);
        byte[] message = Bytes(new string('m', 99));
        const int Messages = 3000; // 300 kB: more than pipe and queue together
        for (int i = 0; i < Messages; i++)
        {
            sender.Add(0, Info, message, 0);
            sender.Flush();
        }

        Assert.InRange(sender.Dropped, 1, Messages - 1);
        int kept = Messages - (int)sender.Dropped;
        byte[] seen = new byte[kept * 100];
        for (int at = 0; at < seen.Length;)
        {
            at += reader.Read(seen, at, seen.Length - at);
            sender.Flush();
        }

        string[] lines = Encoding.ASCII.GetString(seen).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Equal(99, line.Length));
        Assert.Equal(kept, lines.Length);
        sender.Dispose();
    }

    [Fact]
    public void AFileKeepsItsPositionAndGetsEveryLine()
    {
        string path = Path.GetTempFileName();
        using (FileStream file = File.OpenWrite(path))
        {
            file.Write("before\n"u8);
            file.Flush();
            LogTarget target = new()
            {
                Transport = LogTransport.Descriptor,
                Descriptor = (int)file.SafeFileHandle.DangerousGetHandle(),
                Frame = LogFrame.Raw,
            };
            _ = lseek(target.Descriptor, 7, 0); // the runtime writes by position, without moving it
            using SyslogSender sender = SyslogSender.Open([target], "haproxy"u8, 42);
            for (int i = 0; i < 2000; i++)
            {
                sender.Add(0, Info, Bytes($"line {i}"), 0);
            }

            sender.Flush();
            Assert.Equal(0, sender.Dropped);
        }

        string[] expected = ["before", .. Enumerable.Range(0, 2000).Select(i => $"line {i}")];
        Assert.Equal(expected, File.ReadAllLines(path));
        File.Delete(path);
    }

    [Fact]
    public void NothingIsAllocatedPerMessage()
    {
        using Socket receiver = NewReceiver();
        LogTarget target = new()
        {
            Transport = LogTransport.Udp,
            Address = To(receiver).Address,
            Facility = 16,
        };
        using SyslogSender sender = SyslogSender.Open([target], "haproxy"u8, 42);
        sender.Add(0, Info, "hello"u8, 0);
        sender.Flush();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            sender.Add(0, Info, "hello"u8, i * 100);
            sender.Flush();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static Socket NewReceiver()
    {
        Socket receiver = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = 5000,
            ReceiveBufferSize = 1024 * 1024,
        };
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return receiver;
    }

    private static LogTarget To(Socket receiver, int maxLevel = 7) => new()
    {
        Transport = LogTransport.Udp,
        Address = IpEndpoint.V4(0x7f000001, (ushort)((IPEndPoint)receiver.LocalEndPoint!).Port),
        Frame = LogFrame.Short,
        MaxLevel = maxLevel,
    };

    private static SyslogSender Of(LogTarget target) => SyslogSender.Of([target], "haproxy"u8, 42);

    private static (byte[] Bytes, EndPoint From) TakeFrom(Socket receiver)
    {
        byte[] into = new byte[2000];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        int count = receiver.ReceiveFrom(into, ref from);
        return (into[..count], from);
    }

    private static string Take(Socket receiver)
    {
        byte[] into = new byte[2000];
        return Encoding.ASCII.GetString(into, 0, receiver.Receive(into));
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    [System.Runtime.InteropServices.DllImport("libc")]
    private static extern long lseek(int descriptor, long offset, int whence);
}
