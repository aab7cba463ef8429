using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Logs;

/// <summary>
/// What stands before a line at every kind of target: facility and level in one number, the time, and the
/// process that was started, whoever of its children wrote the line.
/// </summary>
public sealed class Senders
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";

    /// <summary>As the number times eight, plus alert (1), notice (5) or info (6).</summary>
    [Theory]
    [Both("local0", 16)]
    [Both("local3", 19)]
    [Both("user", 1)]
    [Both("daemon", 3)]
    public async Task UnixSocketGetsEachLineInItsDatagram(Product product, string facility, int number)
    {
        string path = Path.Combine(Path.GetTempPath(), $"weir-log-{Guid.NewGuid():n}");
        using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        try
        {
            await using Farm farm = await Farm.StartLiteral(product, Text($"{path} {facility}"));
            await using RawConnection client = await farm.Connect();
            await Exchange.Pass(farm, client, Get);
            ExpectRequest(farm, client, await Next(socket, number, 6));
            farm["s1"].Refuse();
            string down = LogPattern.Message(await Next(socket, number, 1), farm.Balancer.Pid);
            Assert.StartsWith("Server web/s1 is DOWN, reason: Layer4 ", down);
            farm["s1"].Listen();
            string up = LogPattern.Message(await Next(socket, number, 5), farm.Balancer.Pid);
            Assert.StartsWith("Server web/s1 is UP, reason: Layer4 check passed", up);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [Both("local6", 22)]
    [Both("mail", 2)]
    public async Task UdpGetsEachLineInItsDatagram(Product product, string facility, int number)
    {
        await using Farm farm = await Farm.StartLiteral(product, Text($"127.0.0.1:514 {facility}"));
        farm["s1"].Refuse();
        string down = await farm.Log.Event("Server web/s1 is DOWN");
        Assert.StartsWith($"<{(number * 8) + 1}>", down);
        LogPattern.Message(down, farm.Balancer.Pid);
        farm["s1"].Listen();
        string up = await farm.Log.Event("Server web/s1 is UP");
        Assert.StartsWith($"<{(number * 8) + 5}>", up);
        LogPattern.Message(up, farm.Balancer.Pid);
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, Get);
        string request = await farm.Log.Event("\"GET / HTTP/1.1\"");
        Assert.StartsWith($"<{(number * 8) + 6}>", request);
        ExpectRequest(farm, client, request);
    }

    [Theory]
    [Both("local2", 18)]
    [Both("kern", 0)]
    public async Task StdoutGetsEachLineAsADatagramWould(Product product, string facility, int number)
    {
        await using Farm farm = await Farm.StartLiteral(product, Text($"stdout format local {facility}"));
        await using RawConnection client = await farm.Connect();
        string line = await Exchange.PassToStdout(farm, client, Get);
        Assert.StartsWith($"<{(number * 8) + 6}>", line);
        ExpectRequest(farm, client, line);
    }

    [Theory, Both]
    public async Task UnixSocketThatIsAwayCostsItsLinesAndNothingElse(Product product)
    {
        string path = Path.Combine(Path.GetTempPath(), $"weir-log-{Guid.NewGuid():n}");
        await using Farm farm = await Farm.StartLiteral(product, Text($"{path} local0"));
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, Get);
        using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        try
        {
            await using RawConnection next = await farm.Connect();
            await Exchange.Pass(farm, next, Get);
            string line = await Next(socket, 16, 6);
            // The first line may have been late enough to find the socket.
            if (!line.Contains(next.Local.ToString())) line = await Next(socket, 16, 6);
            ExpectRequest(farm, next, line, "2/2");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Two workers, and a check, so that several processes have something to say.</summary>
    private static string Text(string target) =>
        Exchange.Logged(target, words: "check inter 300", threads: 2);

    private static void ExpectRequest(
        Farm farm, RawConnection client, string datagram, string connections = "1/1")
    {
        LogPattern.Check(
            farm.Product,
            $"{client.Local} [date] web web/s1 */*/*/*/* 204 27B - - ---- {connections}/0/0/0 0/0 "
                + "\"GET / HTTP/1.1\"",
            LogPattern.Message(datagram, farm.Balancer.Pid));
    }

    /// <summary>The next datagram of this facility and level, passing over others.</summary>
    private static async Task<string> Next(Socket socket, int facility, int level)
    {
        byte[] into = new byte[2048];
        while (true)
        {
            int count = await Patience.For(
                stop => socket.ReceiveAsync(into.AsMemory(), stop), () => $"no line of level {level}");
            string datagram = Encoding.Latin1.GetString(into, 0, count);
            Match priority = Regex.Match(datagram, "^<([0-9]+)>");
            Assert.True(priority.Success, $"not a syslog datagram: {datagram}");
            Assert.Equal(facility, int.Parse(priority.Groups[1].Value) / 8);
            if (int.Parse(priority.Groups[1].Value) % 8 == level) return datagram;
        }
    }
}
