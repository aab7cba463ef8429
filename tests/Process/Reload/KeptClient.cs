using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Weir.Tests.Process.Reload;

/// <summary>
/// Asks again and again on one connection, and opens another only when an answer has said that this one
/// closes. Any other end is a fault.
/// </summary>
internal sealed class KeptClient(IPEndPoint to, string name, Tally tally)
{
    /// <summary>Runs until it is stopped, always to the end of an exchange.</summary>
    public async Task Run(CancellationToken stop)
    {
        int number = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(to, CancellationToken.None);
                tally.Connect();
                await using NetworkStream stream = new(socket);
                Talk talk = new(stream);
                while (!stop.IsCancellationRequested && await Ask(talk, $"{name}-{number++}"))
                {
                    await Task.Yield();
                }
            }
            catch (Exception fault) when (fault is IOException or SocketException)
            {
                Exception cause = fault.InnerException ?? fault;
                tally.Faults.Enqueue($"{name}-{number - 1}: {cause.Message}");
            }
        }
    }

    /// <summary>False when the answer says that the connection closes.</summary>
    private async Task<bool> Ask(Talk talk, string what)
    {
        tally.Send();
        await talk.Send($"GET /{what} HTTP/1.1\r\nHost: a\r\n\r\n");
        string head = await talk.ReadHead() ?? throw new IOException("closed without an answer");
        string body = await talk.ReadText(int.Parse(Talk.Field(head, "content-length") ?? "0"));
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)
            || !body.StartsWith($"{what} ", StringComparison.Ordinal))
        {
            tally.Faults.Enqueue($"{what}: {head.Split('\r')[0]} {body}");
        }

        tally.Answer();
        return Talk.Field(head, "connection") != "close";
    }
}
