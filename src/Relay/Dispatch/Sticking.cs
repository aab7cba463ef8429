using System;
using Weir.Kernel.Io;
using Weir.Model.Contracts.Rules;
using Weir.Relay.Judge;
using Weir.Relay.Stream;

namespace Weir.Relay.Dispatch;

/// <summary>
/// A stream and stick tables: they are asked when its request is routed, and told when its server has
/// answered or, without HTTP, is reached.
/// </summary>
internal sealed class Sticking<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly WorkerFacts<TIo> _facts;

    public Sticking(WorkerState<TIo> worker)
    {
        _worker = worker;
        _facts = new WorkerFacts<TIo>(worker);
    }

    /// <summary>
    /// Of a stream whose backend has rules for it. Notes are left behind what was captured for the log.
    /// </summary>
    /// <param name="s">On its way to the backend.</param>
    /// <param name="sticks">Runs on it.</param>
    /// <param name="message">Its request; none without HTTP.</param>
    public void Ask(ref StreamState s, BackendSticks sticks, RuleMessage message)
    {
        RuleContext context = _facts.ContextOf(in s, message);
        int room = int.Min(_worker.Captured.Length - s.CaptureLength, StickNotes.BytesMost);
        sticks.Ask(ref s, ref context, _worker.Captured.Slice(s.CaptureLength, room));
    }

    /// <summary>Of a stream with notes.</summary>
    public void Keep(ref StreamState s)
    {
        int start = s.CaptureStart + s.CaptureLength;
        ReadOnlySpan<byte> notes = _worker.Buffers.Of(s.Head).Slice(start, s.StickLength);
        s.StickLength = 0;
        _worker.RuntimeOf(in s)?.Sticks?.Keep(notes, s.ServerIndex, _facts);
        if (s.Has(StreamFlags.Plain))
        {
            _worker.Buffers.Return(s.Head); // it has held nothing else
            s.Head = default;
        }
    }

    /// <summary>Of a stream whose backend has rules on responses.</summary>
    public void KeepOfResponse(ref StreamState s, RuleMessage response)
    {
        RuleContext context = _facts.ContextOf(in s, response);
        _worker.RuntimeOf(in s)?.Sticks?.KeepOfResponse(s.ServerIndex, ref context);
    }
}
