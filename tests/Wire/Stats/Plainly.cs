using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary><c>mode tcp</c>: here bytes are the same to the byte.</summary>
public sealed class Plainly
{
    private const string Relay = """
        listen relay
         bind 192.168.1.1:80
         mode tcp
         timeout client 30s
         timeout server 30s
         timeout connect 50ms
         option tcplog
         retries 1
         server s1 192.168.1.11:80

        """;

    [Fact]
    public Task BytesAndEndsAreCounted() => SideBySide.Compare(Relay, static async farm =>
    {
        (RawConnection client, RawConnection server) = await farm.Pass("twelve bytes");
        await server.Send("five!");
        await client.Expect("five!");
        client.Finish();
        await server.ExpectEnd();
        server.Finish();
        await client.ExpectEnd();
        await farm.Log.NextRequest();
        (client, server) = await farm.Pass("gone");
        await farm.HasInHand(1);
        server.Reset();
        await client.ReadToEnd();
        await farm.Log.NextRequest();
    });

    [Fact]
    public Task ARefusedConnectionIsAnError() => SideBySide.Compare(
        Relay,
        static async farm =>
        {
            await using RawConnection client = await farm.Connect();
            await client.ReadToEnd();
            await farm.Log.NextRequest();
        },
        static farm => farm["s1"].Refuse());
}
