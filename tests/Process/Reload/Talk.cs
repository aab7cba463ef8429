using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace Weir.Tests.Process.Reload;

/// <summary>Messages on one connection, read and written whole.</summary>
internal sealed class Talk(Stream stream)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The value of a field, or null. Names are compared without case.</summary>
    public static string? Field(string head, string name)
    {
        int at = head.IndexOf($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        int value = at + name.Length + 3;
        return head[value..head.IndexOf('\r', value)].Trim();
    }

    public ValueTask Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public ValueTask Send(ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes);

    /// <summary>A head with its blank line; null: the connection has ended before its first byte.</summary>
    public async Task<string?> ReadHead()
    {
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8);
            if (length >= 0)
            {
                string head = Encoding.Latin1.GetString(_buffer, _start, length + 4);
                _start += length + 4;
                return head;
            }

            if (await Fill()) continue;
            if (_start == _end) return null;
            throw new IOException("the connection has ended within a head");
        }
    }

    /// <summary>A body of known length.</summary>
    public async Task<string> ReadText(int length)
    {
        while (_end - _start < length)
        {
            if (!await Fill()) throw new IOException("the connection has ended within a body");
        }

        string text = Encoding.Latin1.GetString(_buffer, _start, length);
        _start += length;
        return text;
    }

    public async Task Skip(int length)
    {
        for (int left = length; left > 0;)
        {
            if (_start == _end && !await Fill()) throw new IOException("the end has come within a body");
            int count = Math.Min(left, _end - _start);
            _start += count;
            left -= count;
        }
    }

    /// <summary>What has come; empty: the connection has ended.</summary>
    public async Task<byte[]> ReadSome()
    {
        if (_start == _end) await Fill();
        byte[] some = _buffer[_start.._end];
        _start = _end;
        return some;
    }

    private async Task<bool> Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        int count = await stream.ReadAsync(_buffer.AsMemory(_end));
        _end += count;
        return count > 0;
    }
}
