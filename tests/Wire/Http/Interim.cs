using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>1xx responses, and answers that do not wait for the whole request.</summary>
public sealed class Interim
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    private const string Expecting =
        "PUT / HTTP/1.1\r\nhost: www\r\ncontent-length: 5\r\nexpect: 100-continue\r\n\r\n";

    [Theory, Both]
    public async Task ExpectContinueIsTheServersToAnswer(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Expecting);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Expecting);
        await server.Send("HTTP/1.1 100 Continue\r\n\r\n");
        await client.Expect("HTTP/1.1 100 Continue\r\n\r\n");
        await client.Send("hello");
        await server.Expect("hello");
        await server.Send(Ok);
        await client.Expect(Ok);
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/*/* 200 65B - - ---- 1/1/0/0/0 0/0", "PUT / HTTP/1.1");
    }

    [Theory, Both]
    public async Task ExpectContinueMayBeRefused(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Expecting);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Expecting);
        await server.Send("HTTP/1.1 417 Expectation Failed\r\ncontent-length: 0\r\n\r\n");
        await client.Expect("HTTP/1.1 417 Expectation Failed\r\ncontent-length: 0\r\n\r\n");
        // The client may still send the body that it announced, and the connection then stays in step.
        await client.Send("hello" + Get);
        await server.Expect("hello");
    }

    [Theory, Both]
    public async Task BodyMayComeWithoutWaitingForContinue(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Expecting + "hello");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Expecting + "hello");
        await server.Send("HTTP/1.1 100 Continue\r\n\r\n" + Ok);
        await client.Expect("HTTP/1.1 100 Continue\r\n\r\n" + Ok);
    }

    [Theory, Both]
    public async Task SeveralInterimResponsesPassBeforeTheFinalOne(Product product)
    {
        const string Hints = "HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n";
        await using Farm farm =
            await Farm.Start(product, Texts.Web("cookie SRV insert", words: "cookie one"));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        await server.Send(Hints);
        await client.Expect(Hints);
        await server.Send(Hints + Ok);
        // The cookie belongs to the final response.
        await client.Expect(
            Hints + "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nset-cookie: SRV=one; path=/\r\n\r\nok");
    }

    [Theory, Both]
    public async Task AnswerBeforeTheBodyIsCompleteReachesTheClient(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 10\r\n\r\n01234");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 10\r\n\r\n01234");
        await server.Send("HTTP/1.1 413 Too Much\r\ncontent-length: 2\r\n\r\nno");
        await client.Expect("HTTP/1.1 413 Too Much\r\ncontent-length: 2\r\n\r\nno");
        // The server reads on, so the request can be completed and the connection used again.
        await client.Send("56789");
        await server.Expect("56789");
        await client.Send(Get);
        await server.Expect(Get);
    }

    [Theory, Both]
    public async Task AnswerAndCloseBeforeTheBodyIsCompleteReachesTheClient(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 100000\r\n\r\n01234");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough("01234");
        await server.Send("HTTP/1.1 413 Too Much\r\ncontent-length: 2\r\nconnection: close\r\n\r\nno");
        server.Close();
        string head = await client.ReadThrough();
        Assert.StartsWith("HTTP/1.1 413 Too Much\r\ncontent-length: 2\r\n", head);
        await client.Expect("no");
    }
}
