using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section5;

/// <summary>An office's proxy alone: a cookie that it only reads.</summary>
public sealed class OfficeProxy
{
    private const string HttpLog = " option httplog\n";

    [Theory]
    [InlineData("SITE=SITE1; JSESSIONID=W14~123", "SD1")]
    [InlineData("JSESSIONID=W23~9;SITE=SITE2", "SD2")]
    [InlineData("SITE=elsewhere", "SD1")]
    [InlineData("site=SITE2", "SD1")]
    public async Task Id_5_01_TheCookiePassesUnchangedBothWays(string cookies, string director)
    {
        string request = $"GET /app HTTP/1.1\r\nHost: www\r\nCookie: {cookies}\r\nAccept: */*\r\n\r\n";
        const string Response =
            "HTTP/1.1 200 OK\r\nSet-Cookie: SITE=SITE2; path=/\r\nContent-Length: 2\r\n\r\nok";
        await using Stage stage = await Stage.StartLogged(GuideText.Section5("OP1"), HttpLog);
        await using RawConnection user = await stage.Connect("10.1.1.11");

        await user.Send(request);
        RawConnection server = await stage[director].Accept();
        await server.Expect(request);
        await server.Send(Response);
        await user.Expect(Response);

        await stage.Log.ExpectRequest(
            user,
            $"192.168.1.1:80/{director} */*/*/*/* 200 {Response.Length}B - - ---- 1/1/0/0/0 0/0",
            "GET /app HTTP/1.1");
    }

    [Fact]
    public async Task Id_5_01_NothingIsSetForWhoHasNoCookie()
    {
        const string Request = "GET / HTTP/1.0\r\n\r\n";
        const string Response = "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok";
        await using Stage stage = await Stage.StartLogged(GuideText.Section5("OP1"), HttpLog);
        await using RawConnection user = await stage.Connect("10.1.1.11");

        await user.Send(Request);
        RawConnection server = await stage["SD1"].Accept();
        await server.Expect(Request);
        await server.Send(Response);
        await user.Expect(Response);
    }
}
