using System;
using Weir.Control.Stats;
using Weir.Control.Stats.Pages;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Model.Plan.Process;

namespace Weir.Control.Cli;

/// <summary>
/// One who gives commands: what was sent and not obeyed yet, and what has not left of the answer. While any
/// is left nothing more is read: a client that does not read cannot make us keep what it sends.
/// </summary>
internal sealed class RuntimeSession
{
    /// <param name="descriptor">Non-blocking.</param>
    /// <param name="level">What it may do, until it gives some of it up.</param>
    /// <param name="timeoutMs">The longest silence.</param>
    public RuntimeSession(int descriptor, ControlLevel level, long timeoutMs)
    {
        Descriptor = descriptor;
        Level = level;
        TimeoutMs = timeoutMs;
    }

    public int Descriptor { get; }

    public ControlLevel Level { get; set; }

    public long TimeoutMs { get; set; }

    /// <summary>When its silence has lasted too long.</summary>
    public Instant Deadline { get; private set; }

    public CommandInput Input { get; } = new();

    public UnsentBytes Unsent { get; } = new();

    /// <summary>What is still to be made of the present answer.</summary>
    public StatPage? Page { get; set; }

    /// <summary>It is led by somebody who reads a prompt, and stays open.</summary>
    public bool HasPrompt { get; set; }

    /// <summary>It ends when its last answer has left.</summary>
    public bool Leaves { get; set; }

    /// <summary>A command has been obeyed.</summary>
    public bool IsServed { get; set; }

    /// <summary>Bytes may wait in its socket.</summary>
    public bool IsReadable { get; set; }

    /// <summary>It waits for its turn, not for an event.</summary>
    public bool IsQueued { get; set; }

    /// <summary>It has sent all that it will.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Something has passed.</summary>
    public void Touch(Instant now) => Deadline = now.After(TimeoutMs);

    /// <summary>Reads what fits; whether anything came.</summary>
    public bool Receive()
    {
        Span<byte> room = Input.Room;
        int count = !IsReadable || room.IsEmpty ? -Errno.EAGAIN : Sys.Read(Descriptor, room);
        IsReadable &= count > 0 || room.IsEmpty;
        IsEnded |= count <= 0 && count is not (-Errno.EAGAIN or -Errno.EINTR);
        Input.Put(int.Max(count, 0));
        return count > 0;
    }
}
