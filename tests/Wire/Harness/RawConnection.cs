using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// One TCP connection as a script sees it, from either end: bytes go out as written, bytes that come in are
/// compared exactly. Text is Latin-1, so every byte has a character. Nothing is read before it is asked for,
/// so a script that does not read is a slow reader.
/// </summary>
internal sealed class RawConnection(Socket socket) : IAsyncDisposable
{
    // What a comparison shows in place of bytes that never came.
    private const string EndMark = "«end»";
    public const string ResetMark = "«reset»";
    private const string SilenceMark = "«silence»";

    private readonly byte[] _incoming = new byte[16384];
    private readonly MemoryStream _held = new();
    private string _ended = "";

    public IPEndPoint Local { get; } = (IPEndPoint)socket.LocalEndPoint!;

    public IPEndPoint Remote { get; } = (IPEndPoint)socket.RemoteEndPoint!;

    /// <param name="from">The client's address.</param>
    /// <param name="to">Where it connects to.</param>
    /// <param name="receiveBuffer">Bytes that the kernel may hold for it; 0 leaves it to the kernel.</param>
    /// <param name="make">Makes the socket where the test has a network of its own.</param>
    public static async Task<RawConnection> Open(
        IPAddress from, IPEndPoint to, int receiveBuffer = 0, Func<Socket>? make = null)
    {
        Socket socket = make is null ? NewSocket() : make();
        socket.NoDelay = true;
        if (receiveBuffer > 0) socket.ReceiveBufferSize = receiveBuffer;
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(to);
        return new RawConnection(socket);
    }

    /// <summary>A TCP socket of the network that everybody else is in.</summary>
    public static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Task Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public async Task Send(ReadOnlyMemory<byte> bytes)
    {
        using CancellationTokenSource clock = new(Patience.Limit);
        while (!bytes.IsEmpty) bytes = bytes[await socket.SendAsync(bytes, clock.Token)..];
    }

    /// <summary>Each byte in a segment of its own, as far as the kernel keeps them apart.</summary>
    public async Task SendBytewise(string text)
    {
        foreach (char one in text)
        {
            await Send(one.ToString());
            await Task.Yield();
        }
    }

    /// <summary>Sends FIN; the other direction stays open.</summary>
    public void Finish() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Closes with RST.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Closes both directions.</summary>
    public void Close() => socket.Close();

    /// <summary>The next bytes are exactly these; later ones stay for the next call.</summary>
    public async Task Expect(string text) => Assert.Equal(text, await Read(text.Length));

    /// <summary>
    /// Up to <paramref name="count"/> bytes: fewer only if the peer ended, and then with a mark.
    /// </summary>
    public async Task<string> Read(int count)
    {
        await FillUntil(() => _held.Length >= count);
        string got = Take((int)Math.Min(count, _held.Length));
        return got.Length < count ? got + _ended : got;
    }

    /// <summary>Through the next <paramref name="mark"/>: by default one head with its blank line.</summary>
    public async Task<string> ReadThrough(string mark = "\r\n\r\n")
    {
        await FillUntil(() => Peek().Contains(mark, StringComparison.Ordinal));
        int at = Peek().IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? Take((int)_held.Length) + _ended : Take(at + mark.Length);
    }

    /// <summary>Everything until the peer ends, with a mark if it did not end by FIN.</summary>
    public async Task<string> ReadToEnd()
    {
        await FillUntil(() => false);
        return Take((int)_held.Length) + (_ended == EndMark ? "" : _ended);
    }

    /// <summary>
    /// A chunked body through its last CR LF, decoded. Sizes may differ from those sent: that is allowed.
    /// </summary>
    public async Task<string> ReadChunked()
    {
        StringBuilder body = new();
        while (true)
        {
            string line = await ReadThrough("\r\n");
            int size = Convert.ToInt32(line.Split(';', '\r')[0], 16);
            if (size == 0) break;
            body.Append(await Read(size));
            await Expect("\r\n");
        }

        await Expect("\r\n");
        return body.ToString();
    }

    /// <summary>FIN comes next, and not one byte before it.</summary>
    public async Task ExpectEnd() => Assert.Equal(EndMark, await Read(1));

    /// <summary>RST comes next, and not one byte before it.</summary>
    public async Task ExpectReset() => Assert.Equal(ResetMark, await Read(1));

    /// <summary>The connection ends next, by FIN or RST, and not one byte before it.</summary>
    public async Task ExpectClosed() => Assert.Contains(await Read(1), new[] { EndMark, ResetMark });

    /// <summary>Waits for the first bytes without taking them; empty if the peer ended first.</summary>
    public async Task<string> FirstBytes()
    {
        await FillUntil(() => _held.Length > 0, patient: false);
        return Peek();
    }

    /// <summary>Something has arrived that no step has taken yet.</summary>
    public bool HasBytes => _held.Length > 0;

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }

    private async Task FillUntil(Func<bool> isEnough, bool patient = true)
    {
        using CancellationTokenSource clock = patient ? new(Patience.Limit) : new();
        while (!isEnough() && _ended is "" or SilenceMark)
        {
            try
            {
                int count = await socket.ReceiveAsync(_incoming.AsMemory(), clock.Token);
                if (count == 0) _ended = EndMark;
                _held.Write(_incoming, 0, count);
            }
            catch (SocketException)
            {
                _ended = ResetMark;
            }
            catch (OperationCanceledException)
            {
                _ended = SilenceMark;
                return;
            }
        }
    }

    private string Peek() => Encoding.Latin1.GetString(_held.GetBuffer(), 0, (int)_held.Length);

    private string Take(int count)
    {
        string all = Peek();
        _held.SetLength(0);
        _held.Write(Encoding.Latin1.GetBytes(all[count..]));
        return all[..count];
    }
}
