using System;
using Weir.Ground.Check;
using Weir.Ground.Time;

namespace Weir.Main.Origin;

/// <summary>What a connection of an origin server is about.</summary>
internal enum OriginStep : byte
{
    Closed = 0,

    /// <summary>Awaits a request's head, or is in it.</summary>
    Head,

    /// <summary>Takes the request's body.</summary>
    Body,

    /// <summary>Holds the answer back until its moment.</summary>
    Delayed,

    /// <summary>Has an answer to send, or to end.</summary>
    Answering,

    /// <summary>Nothing more will be sent: what comes is dropped until the client ends.</summary>
    Dropping,
}

/// <summary>
/// One client's connection. The object and its buffers serve every later connection with the same descriptor.
/// </summary>
internal sealed class OriginConnection
{
    private const int InputMin = 2 * 1024;

    private byte[] _input = [];
    private byte[] _unsent = [];
    private int _unsentCount;

    /// <summary>The exchange at hand. Fields: the parsers and the sender change them in place.</summary>
    public Request Request;
    public Order Order;
    public BodyIntake Body;

    public OriginConnection(int descriptor) => Descriptor = descriptor;

    public int Descriptor { get; }

    public OriginServer? Server { get; private set; }

    public OriginStep Step { get; set; }

    /// <summary>Where to go on when unsent bytes have left.</summary>
    public OriginStep StepAfter { get; set; } = OriginStep.Head;

    public bool IsOpen => Step != OriginStep.Closed;

    /// <summary>Bytes may be waiting: the edge that told so was not followed to its end yet.</summary>
    public bool MayRead { get; set; }

    public Instant WakeAt { get; set; } = Instant.Never;

    /// <summary>Received and not looked at yet.</summary>
    public int InputCount { get; private set; }

    public ReadOnlySpan<byte> Input => _input.AsSpan(0, InputCount);

    /// <summary>The head of a request that is to be echoed later than it came.</summary>
    public byte[]? EchoHead { get; set; }

    /// <summary>Filler bytes of the answer that are still to be sent, and how many went before.</summary>
    public long FillerLeft { get; set; }

    public long FillerSent { get; set; }

    public bool FillerIsChunked { get; set; }

    /// <summary>What happens when the answer is out.</summary>
    public Failure End { get; set; }

    public bool CloseAfter { get; set; }

    public void Open(OriginServer server)
    {
        Must.Hold(Step == OriginStep.Closed);
        Must.Hold(InputCount == 0 && _unsentCount == 0);
        Server = server;
        Step = OriginStep.Head;
        MayRead = true;
    }

    /// <summary>Forgets everything but the buffers.</summary>
    public void Reset()
    {
        Step = OriginStep.Closed;
        StepAfter = OriginStep.Head;
        Server = null;
        WakeAt = Instant.Never;
        InputCount = 0;
        _unsentCount = 0;
        EchoHead = null;
        Body = default;
        ForgetAnswer();
    }

    public void ForgetAnswer()
    {
        FillerLeft = 0;
        FillerSent = 0;
        FillerIsChunked = false;
        End = Failure.None;
        CloseAfter = false;
    }

    /// <summary>Keeps received bytes until the step at hand allows to look at them.</summary>
    public void KeepInput(ReadOnlySpan<byte> bytes)
    {
        Keep(ref _input, InputCount, bytes);
        InputCount += bytes.Length;
    }

    public void DropInput(int count)
    {
        Must.Hold(count <= InputCount);
        _input.AsSpan(count, InputCount - count).CopyTo(_input);
        InputCount -= count;
    }

    public void KeepUnsent(ReadOnlySpan<byte> bytes)
    {
        Must.Hold(_unsentCount == 0);
        Keep(ref _unsent, 0, bytes);
        _unsentCount = bytes.Length;
    }

    public void TakeUnsent(Output into)
    {
        into.Add(_unsent.AsSpan(0, _unsentCount));
        _unsentCount = 0;
    }

    private static void Keep(ref byte[] into, int used, ReadOnlySpan<byte> bytes)
    {
        if (into.Length - used < bytes.Length)
        {
            Array.Resize(ref into, Math.Max(Math.Max(InputMin, into.Length * 2), used + bytes.Length));
        }

        bytes.CopyTo(into.AsSpan(used));
    }
}
