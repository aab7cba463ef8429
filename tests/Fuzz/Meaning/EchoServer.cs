using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace Weir.Tests.Fuzz.Meaning;

/// <summary>
/// A server that answers each request with what it was sent, one after the other, so that all of a rule's
/// effects stand in an answer.
/// </summary>
internal sealed class EchoServer : IDisposable
{
    private const int LengthMost = 16384;
    private const int SilenceMs = 2000;

    private readonly TcpListener _listener;

    public EchoServer(IPEndPoint at)
    {
        _listener = new TcpListener(at);
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public void Dispose() => _listener.Dispose();

    private void Serve()
    {
        try
        {
            while (true)
            {
                using Socket one = _listener.AcceptSocket();
                Answer(one);
            }
        }
        catch (SocketException)
        {
            // The listener is closed: the test is over.
        }
    }

    private static void Answer(Socket one)
    {
        one.ReceiveTimeout = SilenceMs;
        byte[] bytes = new byte[LengthMost];
        try
        {
            int length = 0;
            string seen;
            do
            {
                int more = one.Receive(bytes.AsSpan(length));
                if (more == 0) return;
                length += more;
                seen = Encoding.Latin1.GetString(bytes, 0, length);
            }
            while (!IsWhole(seen));
            bool hasBody = !seen.StartsWith("HEAD", StringComparison.Ordinal);
            string head = $"HTTP/1.1 200 OK\r\nServer: echo\r\nContent-Length: {length}\r\n"
                + "Set-Cookie: A=9; path=/\r\nConnection: close\r\n\r\n";
            one.Send(Encoding.Latin1.GetBytes(hasBody ? head + seen : head));
            one.Shutdown(SocketShutdown.Send);
            while (one.Receive(bytes) > 0)
            {
                // What is left unread would reset the connection, and the answer with it.
            }
        }
        catch (SocketException)
        {
            // Nobody waits for the answer any more.
        }
    }

    /// <summary>The requests of the test have no body, or one of three bytes.</summary>
    private static bool IsWhole(string seen)
    {
        int end = seen.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0
            && seen.Length >= end + 4 + (seen.StartsWith("POST", StringComparison.Ordinal) ? 3 : 0);
    }
}
