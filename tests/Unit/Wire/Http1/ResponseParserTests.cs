using System;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http1;

/// <summary>What responses mean is in tests/Cases; here are limits, offsets and costs.</summary>
public sealed class ResponseParserTests
{
    private readonly Field[] _fields = new Field[10];

    [Fact]
    public void OffsetsCountFromTheFirstByteReceived()
    {
        byte[] bytes = Heads.Of("HTTP/1.0 404 Not Found\r\nSet-Cookie: a=b\r\n\r\nabc");
        ParseStatus status = ResponseParser.Parse(bytes, _fields, Method.Get, out ResponseHead head, out _);
        Assert.Equal(ParseStatus.Complete, status);
        Assert.Equal((22, 41, 43), (head.LineEnd, head.FieldsEnd, head.Length));
        Assert.Equal((404, (byte)0, 1), (head.Status, head.Minor, head.FieldCount));
        Assert.Equal(new Field(24, 10, 36, 3, 41, FieldName.SetCookie), _fields[0]);
        Assert.Equal(-1, head.DeclaredLength);
    }

    [Fact]
    public void HeadTooLongForOffsetsIsRefused()
    {
        byte[] bytes = Heads.Of("HTTP/1.1 200 " + new string('x', RequestParser.LengthMax));
        ParseStatus status = ResponseParser.Parse(bytes, _fields, Method.Get, out _, out Reject reject);
        Assert.Equal((ParseStatus.Rejected, Reject.HeadTooLong), (status, reject));
        bytes = bytes[..RequestParser.LengthMax];
        Assert.Equal(ParseStatus.Incomplete, ResponseParser.Parse(bytes, _fields, Method.Get, out _, out _));
    }

    [Fact]
    public void ParsingAllocatesNothing()
    {
        byte[] bytes = Heads.Of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        _ = ResponseParser.Parse(bytes, _fields, Method.Get, out _, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            _ = ResponseParser.Parse(bytes, _fields, Method.Get, out _, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
