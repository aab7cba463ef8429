using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>
/// Requests that arrive before the response to the one before them: answered in order, each analysed.
/// </summary>
public sealed class Pipelining
{
    private const string Get1 = "GET /1 HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Get2 = "GET /2 HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Get3 = "GET /3 HTTP/1.1\r\nhost: www\r\n\r\n";

    [Theory, Both]
    public async Task ResponsesComeInTheOrderOfTheRequests(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(servers: 3));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get1 + Get2 + Get3);
        RawConnection first = await farm["s1"].Accept();
        await first.Expect(Get1);
        await first.Send("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none");
        RawConnection second = await farm["s2"].Accept();
        await second.Expect(Get2);
        await second.Send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n");
        RawConnection third = await farm["s3"].Accept();
        await third.Expect(Get3);
        await third.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none");
        await client.Expect("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        Assert.Equal("two", await client.ReadChunked());
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
        foreach (
            string line in new[] { "s1 */*/*/*/* 200 41B", "s2 */*/*/*/* 200 60B", "s3 */*/*/*/* 204 27B" })
        {
            string request = $"GET /{line[1]} HTTP/1.1";
            await farm.Log.ExpectRequest(client, $"web/{line} - - ---- 1/1/0/0/0 0/0", $"{request}");
        }
    }

    [Theory, Both]
    public async Task BodyThenRequestInOneSegmentAreToldApart(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        string post = "POST /1 HTTP/1.1\r\nhost: www\r\ncontent-length: 5\r\n\r\nGET /";
        await client.Send(post + Get2);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(post);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1");
        await server.Expect(Get2);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n2");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n2");
    }

    [Theory, Both]
    public async Task SecondRequestIsNotForwardedBeforeTheFirstIsAnswered(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(servers: 2));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get1 + Get2);
        RawConnection first = await farm["s1"].Accept();
        await first.Expect(Get1);
        // A byte at a time, so that there is every occasion to forward too early.
        await first.SendBytewise("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nwait");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n");
        await client.Expect("wait");
        RawConnection second = await farm["s2"].Accept();
        await second.Expect(Get2);
    }

    [Theory, Both]
    public async Task HundredRequestsInOneSegmentAreAllAnswered(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(servers: 2));
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        string all = "";
        for (int i = 0; i < 100; i++) all += $"GET /{i} HTTP/1.1\r\nhost: www\r\n\r\n";
        await client.Send(all);
        for (int i = 0; i < 100; i++)
        {
            await client.Expect($"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\ns{i % 2 + 1}");
        }
    }

    [Theory, Both]
    public async Task RequestAfterOneThatAsksToCloseIsNotForwarded(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(servers: 2));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /1 HTTP/1.1\r\nhost: www\r\nconnection: close\r\n\r\n" + Get2);
        RawConnection first = await farm["s1"].Accept();
        await first.ReadThrough();
        await first.Send("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\none");
        await client.ExpectClosed();
        Assert.Equal(0, farm["s2"].Arrivals);
    }

    [Theory, Both]
    public async Task GarbageAfterAGoodRequestIsA400AfterItsResponse(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get1 + "garbage\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get1);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none");
        Assert.StartsWith("HTTP/1.1 400 Bad request\r\n", await client.ReadThrough());
        await client.ReadThrough("</html>\n");
        await client.ExpectEnd();
    }
}
