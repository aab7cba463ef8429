using System;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Wire.Counts;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Faults;

/// <summary>
/// More clients than there is room for, and descriptors that run out: who has no place waits, nobody is lost.
/// </summary>
public sealed class Shortage
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string LastGet = "GET / HTTP/1.1\r\nhost: www\r\nconnection: close\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    private const string LastOk = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok";

    [Theory, Both]
    public async Task ClientsBeyondTheGlobalMaxconnWaitAndAreAllServed(Product product)
    {
        await using Farm farm =
            await Farm.StartWarm(product, "global\n maxconn 2\n" + Texts.Web("backlog 100"));
        farm["s1"].Serve(AnswerOnce);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            await using RawConnection client = await farm.Connect();
            await client.Send(LastGet);
            await client.Expect(LastOk);
            await client.ExpectEnd();
        }));
        Assert.InRange(farm["s1"].Peak, 1, 2);
        foreach (int _ in Enumerable.Range(0, 40)) await farm.Log.NextRequest();
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task ServerConnectionsThatIdleDoNotUseUpTheDescriptors(Product product)
    {
        const int Room = 4;
        await using Farm farm = await Farm.StartWarm(product, $"global\n maxconn {Room}\n" + Texts.Web());
        int before = farm.Balancer.Descriptors;
        farm["s1"].Answer(Ok);
        // Each needs a connection of its own for its first request and leaves it behind. Room is for twice
        // maxconn, and for a few dozen that are no connections.
        for (int i = 0; i < 150; i++)
        {
            await using RawConnection client = await farm.Connect();
            await client.Send(Get);
            await client.Expect(Ok);
        }

        if (product == Product.Haproxy) return; // its own bound is another one
        await Patience.Until(
            async () => (await farm.Balancer.Held()).Clients == 0, () => "a client is still held");
        Holdings held = await farm.Balancer.Held();
        Assert.InRange(held.Servers, 1, Room);
        Assert.Equal(before + held.Servers, held.Descriptors);
    }

    [Theory, Both]
    public async Task ServerThatNoDescriptorIsLeftForIsA503SC(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("retries 0"));
        ProcessTree.LeaveDescriptors(farm.Balancer.Carrier, 1);
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(503));
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/-1/-1/* 503 0B - - SC-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        ProcessTree.LeaveDescriptors(farm.Balancer.Carrier, 1);
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        await server.Send(Ok);
        await client.Expect(Ok);
        client.Close();
        server.Close();
        await farm.ExpectNothingLeft();
    }

    [Theory, WeirAlone("2.6 keeps what idles and answers 503")]
    public async Task ConnectionThatIdlesMakesRoomForOneThatIsNeeded(Product product)
    {
        // Another attempt: io_uring gives a closed descriptor back a little later than it is told to.
        await using Farm farm =
            await Farm.StartWarm(product, Texts.Web("retries 1\ntimeout connect 100ms"));
        (RawConnection early, RawConnection idle) = await farm.Pass(Get);
        await idle.Send(Ok);
        await early.Expect(Ok);
        ProcessTree.LeaveDescriptors(farm.Balancer.Carrier, 1);
        (RawConnection late, RawConnection server) = await farm.Pass(Get);
        await idle.ExpectClosed();
        await server.Send(Ok);
        await late.Expect(Ok);
        early.Close();
        late.Close();
        server.Close();
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task ClientsThatNoDescriptorIsLeftForWaitAndAreServedLater(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        farm["s1"].Serve(AnswerOnce);
        int carrier = farm.Balancer.Carrier;
        int before = farm.Balancer.Descriptors;
        ulong limit = ProcessTree.LeaveDescriptors(carrier, 1);
        await using RawConnection last = await farm.Connect();
        await Patience.Until(() => farm.Balancer.Descriptors == before + 1, () => "nobody was accepted");
        RawConnection[] waiting = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => farm.Connect()));
        foreach (RawConnection client in waiting) await client.Send(LastGet);
        await farm.Log.Event("Proxy web reached process FD limit (maxsock=");
        // It tries again now and then, and does not turn in a circle meanwhile.
        int slept = ProcessTree.SleepsOf(carrier);
        await Patience.Until(() => ProcessTree.SleepsOf(carrier) > slept + 3, () => "it turns in a circle");
        Assert.Equal(before + 1, farm.Balancer.Descriptors);
        ProcessTree.SetDescriptorLimit(carrier, limit);
        foreach (RawConnection client in waiting)
        {
            await client.Expect(LastOk);
            await client.DisposeAsync();
        }

        last.Close();
        await farm.ExpectNothingLeft();
    }

    private static async Task AnswerOnce(RawConnection server)
    {
        await server.ReadThrough();
        await server.Send(Ok);
    }
}
