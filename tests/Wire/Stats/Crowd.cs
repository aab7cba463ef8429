using System.Collections.Generic;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary>Several at once: the most of each kind, and who waits.</summary>
public sealed class Crowd
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";

    [Fact]
    public Task TheMostAtOnceIsRemembered() => SideBySide.Compare(
        Texts.Web(words: "maxconn 2 maxqueue 7"),
        static async farm =>
        {
            List<RawConnection> clients = [];
            for (int i = 0; i < 5; i++)
            {
                clients.Add(await farm.Connect());
                await clients[^1].Send(Get);
                await farm.HasInHand(i + 1);
            }

            for (int served = 0; served < 5; served++)
            {
                RawConnection server = await farm["s1"].Accept();
                await server.ReadThrough();
                await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                server.Close();
                await farm.Log.NextRequest();
            }

            clients.ForEach(static client => client.Close());
        },
        hasPeaks: true);

    [Fact]
    public Task WhoWaitsTooLongIsAnErrorOfTheBackend() => SideBySide.Compare(
        Texts.Web("timeout queue 50ms", words: "maxconn 1"),
        static async farm =>
        {
            (RawConnection first, RawConnection server) = await farm.Pass(Get);
            await farm.HasInHand(1);
            await using RawConnection second = await farm.Connect();
            await second.Send(Get);
            Assert.StartsWith("HTTP/1.1 503 ", await second.ReadThrough());
            await farm.Log.NextRequest();
            await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            await first.ReadThrough();
            server.Close();
            await farm.Log.NextRequest();
        });
}
