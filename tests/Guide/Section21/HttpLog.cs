using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section21;

/// <summary>Section 2.1: what <c>option httplog</c> writes about each request.</summary>
public sealed class HttpLog
{
    [Fact]
    public async Task Id_21_6_EachRequestIsOneLine()
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section21);
        await using (RawConnection first = await stage.Connect())
        {
            await first.Send("GET /login?a=b HTTP/1.1\r\nHost: www\r\n\r\n");
            RawConnection server = await stage["webA"].Accept();
            await server.ReadThrough();
            await server.Send(
                "HTTP/1.1 200 OK\r\nSet-Cookie: JSESSIONID=123\r\nContent-Length: 0\r\n\r\n");
            await first.ReadToEnd();
            await stage.Log.ExpectRequest(
                first,
                "webfarm/webA */*/*/*/* 200 66B - - --NR 1/1/0/0/0 0/0",
                "GET /login?a=b HTTP/1.1");
        }

        await using RawConnection second = await stage.Connect();
        await second.Send("GET /next HTTP/1.1\r\nHost: www\r\nCookie: JSESSIONID=A~123\r\n\r\n");
        RawConnection again = await stage["webA"].Accept();
        await again.ReadThrough();
        await again.Send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        await second.ReadToEnd();
        await stage.Log.ExpectRequest(
            second, "webfarm/webA */*/*/*/* 404 45B - - --VN 1/1/0/0/0 0/0", "GET /next HTTP/1.1");
    }
}
