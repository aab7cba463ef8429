using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section7;

/// <summary>Section 7, "Managing unfair response times": the file, and what it does to bytes.</summary>
public sealed class SecondFile
{
    [Fact]
    public async Task Id_7_13_And_14_ItLoadsAsItIsAndTwoLinesAreTheOnlyChange()
    {
        await using Stage stage = await Stage.Start(GuideText.Section7Minconn);
        Assert.DoesNotContain("[ALERT]", stage.Balancer.Errors);
        await using RawConnection client = await stage.Connect();
        await client.Send("GET /app HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=B; a=b\r\nX-Own: 1\r\n\r\n");
        RawConnection server = await stage["railsA"].Accept();
        await server.Expect(
            "GET /app HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=B; a=b\r\nX-Own: 1\r\n"
            + "X-Forwarded-For: 10.1.2.3\r\nConnection: close\r\n\r\n");
        await server.Send("HTTP/1.1 200 OK\r\nSet-Cookie: SERVERID=x\r\nContent-Length: 2\r\n\r\nok");
        await client.Expect(
            "HTTP/1.1 200 OK\r\nSet-Cookie: SERVERID=x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
        await client.ExpectEnd();
    }

    [Fact]
    public async Task Id_7_13_CommentsBetweenServersEndNothing()
    {
        await using Stage stage = await Stage.Start(GuideText.Section7Minconn);
        stage.AnswerWithNames();
        foreach (string server in new[] { "railsA", "railsB", "railsC", "railsA" })
        {
            Assert.Equal(server, await stage.Ask());
        }
    }
}
