using System;
using Weir.Ground.Memory;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Relay.Log.Lines;
using Weir.Wire.Http1;

namespace Weir.Relay.Trace;

/// <summary>
/// What <c>-d</c> shows: every stream from its begin to its end, with the heads of its messages, line by line
/// on stdout. Everybody waits while a line is written.
/// </summary>
internal sealed class StreamTrace
{
    private const int LineBytesMost = 64 * 1024;
    private const int Stdout = 1;
    private const int ShortDigits = 4;
    private const int LongDigits = 8;
    private const uint NoneYet = uint.MaxValue;
    private const uint NoneAtAll = ushort.MaxValue;

    private readonly NativeTable<TracedStream> _streams; // by the client's descriptor
    private readonly byte[] _line = new byte[LineBytesMost + LineText.Slack];
    private uint _begun;

    /// <param name="descriptors">Every descriptor is below this.</param>
    public StreamTrace(int descriptors) => _streams = new NativeTable<TracedStream>(descriptors);

    /// <summary>A stream has begun.</summary>
    /// <param name="proxy">Its frontend's name.</param>
    /// <param name="listener">The descriptor that its client came to.</param>
    /// <param name="client">The client's own.</param>
    /// <param name="peer">Who that is.</param>
    public void Accept(ReadOnlySpan<byte> proxy, int listener, int client, in IpEndpoint peer)
    {
        _streams[client] = new TracedStream { Number = _begun, IsLive = true, Server = NoneAtAll };
        _begun++;
        LineText line = Begin(proxy, client, "accept("u8);
        AddDigits(ref line, (uint)listener, ShortDigits);
        line.Add(")="u8);
        AddDigits(ref line, (uint)client, ShortDigits);
        line.Add(" from ["u8);
        line.AddAddress(peer);
        line.Add(":"u8);
        line.AddNumber(peer.Port);
        line.Add("] ALPN=<none>"u8);
        End(ref line);
    }

    /// <summary>The head of its request, as it came.</summary>
    /// <param name="proxy">Its frontend's name.</param>
    /// <param name="client">The client's descriptor.</param>
    /// <param name="head">Every byte of it, the blank line too.</param>
    /// <param name="parsed">What that says.</param>
    /// <param name="fields">Its field index.</param>
    public void Request(
        ReadOnlySpan<byte> proxy, int client, ReadOnlySpan<byte> head, in RequestHead parsed,
        ReadOnlySpan<Field> fields)
    {
        Show(proxy, client, "clireq["u8, NoneYet, head[parsed.Start..parsed.LineEnd]);
        foreach (ref readonly Field field in fields)
        {
            Show(proxy, client, "clihdr["u8, NoneYet, WholeOf(head, in field));
        }
    }

    /// <summary>The server that it goes to.</summary>
    public void Serve(int client, int server) => _streams[client].Server = (uint)server;

    /// <summary>The head of its response, as it came; <see cref="Serve"/> goes before it.</summary>
    /// <param name="proxy">Its frontend's name.</param>
    /// <param name="client">The client's descriptor.</param>
    /// <param name="head">Every byte of it, the blank line too.</param>
    /// <param name="parsed">What that says.</param>
    /// <param name="fields">Its field index.</param>
    public void Response(
        ReadOnlySpan<byte> proxy, int client, ReadOnlySpan<byte> head, in ResponseHead parsed,
        ReadOnlySpan<Field> fields)
    {
        uint server = _streams[client].Server;
        Show(proxy, client, "srvrep["u8, server, head[..parsed.LineEnd]);
        foreach (ref readonly Field field in fields)
        {
            Show(proxy, client, "srvhdr["u8, server, WholeOf(head, in field));
        }
    }

    /// <summary>It is over. Nothing is said of one that was refused before it began.</summary>
    public void Close(ReadOnlySpan<byte> proxy, int client)
    {
        if (_streams[client].IsLive)
        {
            ShowEnd(proxy, client, "srvcls["u8);
            ShowEnd(proxy, client, "clicls["u8);
            ShowEnd(proxy, client, "closed["u8);
            _streams[client].IsLive = false;
        }
    }

    private static ReadOnlySpan<byte> WholeOf(ReadOnlySpan<byte> head, in Field field) =>
        head[field.Start..(field.ValueStart + field.ValueLength)];

    private void Show(
        ReadOnlySpan<byte> proxy, int client, ReadOnlySpan<byte> what, uint server, ReadOnlySpan<byte> text)
    {
        LineText line = Begin(proxy, client, what);
        AddDigits(ref line, (uint)client, ShortDigits);
        line.Add(":"u8);
        AddDigits(ref line, server, ShortDigits);
        line.Add("]: "u8);
        line.Add(text);
        End(ref line);
    }

    private void ShowEnd(ReadOnlySpan<byte> proxy, int client, ReadOnlySpan<byte> what)
    {
        LineText line = Begin(proxy, client, what);
        AddDigits(ref line, (uint)client, ShortDigits);
        line.Add(":"u8);
        AddDigits(ref line, _streams[client].Server, ShortDigits);
        line.Add("]"u8);
        End(ref line);
    }

    private LineText Begin(ReadOnlySpan<byte> proxy, int client, ReadOnlySpan<byte> what)
    {
        LineText line = new(_line); // its slack has room for the end of a line that was cut
        AddDigits(ref line, _streams[client].Number, LongDigits);
        line.Add(":"u8);
        line.Add(proxy);
        line.Add("."u8);
        line.Add(what);
        return line;
    }

    private static void AddDigits(ref LineText line, uint number, int least)
    {
        int digits = LongDigits;
        while (digits > least && number >> (4 * (digits - 1)) == 0)
        {
            digits--;
        }

        for (int at = digits - 1; at >= 0; at--)
        {
            line.Add("0123456789abcdef"u8[(int)(number >> (4 * at)) & 15]);
        }
    }

    /// <summary>What cannot be written is not shown.</summary>
    private void End(ref LineText line)
    {
        _line[line.Length] = (byte)'\n';
        ReadOnlySpan<byte> rest = _line.AsSpan(0, line.Length + 1);
        while (!rest.IsEmpty)
        {
            int count = Sys.Write(Stdout, rest);
            if (count <= 0 && count != -Errno.EINTR)
            {
                return;
            }

            rest = rest[int.Max(count, 0)..];
        }
    }
}
