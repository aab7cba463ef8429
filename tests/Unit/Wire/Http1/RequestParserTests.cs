using System;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http1;

/// <summary>What requests mean is in tests/Cases; here are limits, offsets and costs.</summary>
public sealed class RequestParserTests
{
    private readonly Field[] _fields = new Field[10];

    [Fact]
    public void OffsetsCountFromTheFirstByteReceived()
    {
        byte[] bytes = Heads.Of("\r\nPOST /a?b HTTP/1.1\r\nHost: x \r\nContent-Length:3\r\n\r\nabc");
        Assert.Equal(ParseStatus.Complete, RequestParser.Parse(bytes, _fields, out RequestHead head, out _));
        Assert.Equal((2, 4, 7, 4), (head.Start, head.MethodLength, head.TargetStart, head.TargetLength));
        Assert.Equal((20, 50, 52), (head.LineEnd, head.FieldsEnd, head.Length));
        Assert.Equal((Method.Post, (byte)1, 2), (head.Method, head.Minor, head.FieldCount));
        Assert.Equal(new Field(22, 4, 28, 1, 32, FieldName.Host), _fields[0]);
        Assert.Equal(new Field(32, 14, 47, 1, 50, FieldName.ContentLength), _fields[1]);
        Assert.Equal((new BodyPlan(BodyKind.Length, 3), 3L), (head.Body, head.DeclaredLength));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(10)]
    public void AsManyFieldsAsTheIndexHoldsAreTaken(int count)
    {
        byte[] bytes = Heads.WithFields(count);
        Assert.Equal(ParseStatus.Complete, RequestParser.Parse(bytes, _fields, out RequestHead head, out _));
        Assert.Equal(count, head.FieldCount);
    }

    [Fact]
    public void OneFieldMoreIsRefused() => IsRefused(Heads.WithFields(11), Reject.TooManyFields);

    [Fact]
    public void HeadOfAsManyBytesAsOffsetsCanSayIsTaken()
    {
        byte[] bytes = Heads.OfLength(RequestParser.LengthMax);
        Assert.Equal(ParseStatus.Complete, RequestParser.Parse(bytes, _fields, out RequestHead head, out _));
        Assert.Equal(bytes.Length, head.Length);
        Assert.Equal(bytes.Length - 2, _fields[0].End);
    }

    [Fact]
    public void HeadOfOneByteMoreIsRefused() =>
        IsRefused(Heads.OfLength(RequestParser.LengthMax + 1), Reject.HeadTooLong);

    [Fact]
    public void EndlessHeadIsOpenUntilItIsTooLong()
    {
        byte[] bytes = new byte[RequestParser.LengthMax + 1];
        bytes.AsSpan().Fill((byte)'A');
        Assert.Equal(ParseStatus.Incomplete, RequestParser.Parse(bytes.AsSpan(1), _fields, out _, out _));
        IsRefused(bytes, Reject.HeadTooLong);
    }

    [Fact]
    public void LongHeadWithALongBodyBehindItIsTaken()
    {
        byte[] bytes = new byte[200_000];
        Heads.OfLength(1000).CopyTo(bytes, 0);
        Assert.Equal(ParseStatus.Complete, RequestParser.Parse(bytes, _fields, out RequestHead head, out _));
        Assert.Equal(1000, head.Length);
    }

    [Fact]
    public void ParsingAllocatesNothing()
    {
        byte[] bytes = Heads.Of(
            "GET http://x/ HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, x\r\nContent-Length: 1, 1\r\n\r\n");
        _ = RequestParser.Parse(bytes, _fields, out _, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            _ = RequestParser.Parse(bytes, _fields, out _, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private void IsRefused(byte[] bytes, Reject expected)
    {
        Assert.Equal(ParseStatus.Rejected, RequestParser.Parse(bytes, _fields, out _, out Reject reject));
        Assert.Equal(expected, reject);
    }
}
