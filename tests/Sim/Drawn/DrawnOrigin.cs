using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Drawn;

/// <summary>A server that checks each request to the last byte and gives its response.</summary>
internal sealed class DrawnOrigin : SimPeer
{
    private readonly List<byte> _got = [];
    private byte[]? _expected; // the body at hand

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
    {
        _got.AddRange(bytes);
        while (TryServe())
        {
        }
    }

    protected internal override void OnEnd() => Close();

    private bool TryServe()
    {
        ReadOnlySpan<byte> all = CollectionsMarshal.AsSpan(_got);
        int end = all.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        string head = Encoding.ASCII.GetString(all[..(end + 2)]);
        string[] words = head[..head.IndexOf('\r', StringComparison.Ordinal)].Split(' ');
        Assert.Equal("HTTP/1.1", words[2]);
        Exchange exchange = Exchange.FromPath(words[1]);
        Assert.Equal(exchange.IsPost ? "POST" : "GET", words[0]);
        byte[] body = _expected ??= exchange.RequestBody();
        if (exchange.IsPost)
        {
            string length = body.Length.ToString(CultureInfo.InvariantCulture);
            Assert.Contains($"\r\nContent-Length: {length}\r\n", head, StringComparison.Ordinal);
        }

        int start = end + 4;
        int here = Math.Min(all.Length - start, body.Length);
        bool isSame = all.Slice(start, here).SequenceEqual(body.AsSpan(0, here));
        Assert.True(isSame, "other bytes than the client's");
        if (here < body.Length)
        {
            return false;
        }

        _expected = null;
        _got.RemoveRange(0, start + body.Length);
        Send(exchange.Response());
        if (exchange.ServerCloses)
        {
            Close();
            return false;
        }

        return true;
    }
}
