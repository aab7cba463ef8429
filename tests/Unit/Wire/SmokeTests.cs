using System;
using System.Text;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Wire;

public sealed class SmokeTests
{
    [Fact]
    public void Works()
    {
        byte[] b = Encoding.Latin1.GetBytes("POST /a HTTP/1.1\r\nHost: example.com\r\nCookie: a=b; S=B; c=d\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n");
        Field[] f = new Field[100];
        for (int i = 0; i < b.Length; i++)
        {
            Assert.Equal(ParseStatus.Incomplete, RequestParser.Parse(b.AsSpan(0, i), f, out _, out Reject r1));
            Assert.Equal(Reject.None, r1);
        }

        Assert.Equal(ParseStatus.Complete, RequestParser.Parse(b, f, out RequestHead h, out _));
        Assert.Equal(BodyKind.Chunked, h.Body.Kind);
        Assert.True(h.DropContentLength);
        Assert.False(h.KeepAlive);
        Assert.Equal(4, h.FieldCount);
        Assert.Equal(FieldName.TransferEncoding, f[3].Name);
        Assert.True(CookieSearch.Find(f[1].ValueIn(b), "S"u8, out CookiePair p));
        Assert.Equal(new CookiePair(7, 1, 3, 5, false, true), p);
        b = Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
        Assert.Equal(ParseStatus.Complete, ResponseParser.Parse(b, f, Method.Get, out ResponseHead rh, out _));
        Assert.Equal(200, rh.Status);
        Assert.Equal(3, rh.Body.Length);
    }
}
