using System;
using System.Text;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Worker;

/// <summary>
/// A server with one prepared response for every request; it reads no more of them than their end.
/// </summary>
internal sealed class SteadyOrigin : SimPeer
{
    /// <summary>Ends every body, and stands nowhere else in a response.</summary>
    public const byte LastByte = (byte)'!';

    private readonly byte[] _response;
    private HeadEnds _heads;

    public SteadyOrigin(int length)
    {
        string body = new string('x', length - 1) + "!";
        _response = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}");
    }

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
    {
        for (int heads = _heads.Count(bytes); heads > 0; heads--)
        {
            Send(_response);
        }
    }

    protected internal override void OnEnd() => Close();
}
