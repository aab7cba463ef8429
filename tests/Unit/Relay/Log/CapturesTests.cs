using System;
using System.Collections.Generic;
using System.Text;
using Weir.Model.Plan.Logs;
using Weir.Relay.Log;
using Weir.Relay.Log.Lines;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Relay.Log;

public sealed class CapturesTests
{
    private static readonly LogPlan Plan = new()
    {
        Cookie = new CapturePlan("SESS"u8.ToArray(), 12),
        RequestHeaders = [new CapturePlan("Host"u8.ToArray(), 5), new CapturePlan("x-t"u8.ToArray(), 100)],
        ResponseHeaders = [new CapturePlan("X-A"u8.ToArray(), 4)],
    };

    [Theory]
    [InlineData("host: www.site\r\nX-T: a\r\nx-t: b\r\n", "-", "www.s", "b")]
    [InlineData("host: w\r\nx-t:\r\n", "-", "w", "")]
    [InlineData("host: w\r\ncookie: a=b; SESSX=1; SESS=2\r\n", "SESSX=1", "w", "-")]
    [InlineData("host: w\r\ncookie: a=b\r\ncookie: SESS=2\r\n", "SESS=2", "w", "-")]
    [InlineData("host: w\r\ncookie: SESS = a b ; c=d\r\n", "SESS=a b", "w", "-")]
    [InlineData("host: w\r\ncookie: a=\"SESS=1\"; SESS=\"2;3\"\r\n", "SESS=\"2;3\"", "w", "-")]
    [InlineData("host: w\r\ncookie: SESS=\r\n", "SESS=", "w", "-")]
    [InlineData("host: w\r\ncookie: SESS\r\n", "-", "w", "-")]
    [InlineData("host: w\r\ncookie: SESS=abcdefghij\r\n", "SESS=abcdefg", "w", "-")]
    [InlineData("host: w\r\ncookie: SESSabcdefghij=1\r\n", "SESSabcdefgh", "w", "-")]
    public void OfARequest(string fields, params string[] expected)
    {
        byte[] head = Encoding.Latin1.GetBytes($"GET / HTTP/1.1\r\n{fields}\r\n");
        Field[] index = new Field[10];
        Assert.Equal(ParseStatus.Complete, RequestParser.Parse(head, index, out RequestHead parsed, out _));
        byte[] room = new byte[200];
        int length = Captures.OfRequest(Plan, head, index.AsSpan(0, parsed.FieldCount), room);
        Assert.Equal(expected, Kept(room.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("x-a: one\r\nx-a: three\r\n", "-", "thre")]
    [InlineData("set-cookie: a=SESS=1\r\n", "-", "-")]
    [InlineData("set-cookie: SESSA=1; path=/\r\nset-cookie: SESSB=2\r\n", "SESSA=1", "-")]
    [InlineData("set-cookie:  SESS = 1 ; x\r\n", "SESS=1", "-")]
    public void OfAResponse(string fields, params string[] expected)
    {
        byte[] head = Encoding.Latin1.GetBytes($"HTTP/1.1 204 No\r\n{fields}\r\n");
        Field[] index = new Field[10];
        ParseStatus status = ResponseParser.Parse(head, index, Method.Get, out ResponseHead parsed, out _);
        Assert.Equal(ParseStatus.Complete, status);
        byte[] room = new byte[200];
        int length = Captures.OfResponse(Plan, head, index.AsSpan(0, parsed.FieldCount), room);
        Assert.Equal(expected, Kept(room.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(9, "abc", "-")]
    [InlineData(6, "abc")]
    [InlineData(4, "-", "-")]
    [InlineData(3, "-")]
    [InlineData(1)]
    public void WhatFindsNoRoomIsAbsent(int bytes, params string[] expected)
    {
        byte[] room = new byte[bytes];
        CaptureList list = new(room);
        list.Add("abc"u8, 9);
        list.Add("defgh"u8, 9);
        Assert.Equal(expected, Kept(room.AsSpan(0, list.Length)));
    }

    private static List<string> Kept(ReadOnlySpan<byte> list)
    {
        List<string> all = [];
        while (!list.IsEmpty)
        {
            bool isThere = CaptureList.TryTake(ref list, out ReadOnlySpan<byte> value);
            all.Add(isThere ? Encoding.Latin1.GetString(value) : "-");
        }

        return all;
    }
}
