using System;
using Weir.Control.Stats.Pages;
using Weir.Ground.Check;
using Weir.Model.Live;

namespace Weir.Control.Stats;

/// <summary>
/// One request for statistics, from a worker: what has come of it, and what has not yet left of the answer.
/// </summary>
internal sealed class StatsConnection
{
    private byte[] _request = [];
    private int _received;

    /// <param name="descriptor">To the worker.</param>
    /// <param name="offer">What is asked for.</param>
    public StatsConnection(int descriptor, StatsOffer offer)
    {
        Descriptor = descriptor;
        Offer = offer;
    }

    public int Descriptor { get; }

    public StatsOffer Offer { get; }

    /// <summary>The request was read; what still comes of it is dropped.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>What is still to be made of the answer.</summary>
    public StatPage? Page { get; set; }

    /// <summary>It waits for its turn, not for an event.</summary>
    public bool IsQueued { get; set; }

    public ReadOnlySpan<byte> Request => _request.AsSpan(0, _received);

    public UnsentBytes Unsent { get; } = new();

    public void AddToRequest(ReadOnlySpan<byte> bytes)
    {
        if (_request.Length - _received < bytes.Length)
        {
            Array.Resize(ref _request, _received + bytes.Length);
        }

        bytes.CopyTo(_request.AsSpan(_received));
        _received += bytes.Length;
    }

    public void Answer(StatPage? page)
    {
        Must.Hold(!IsAnswered);
        IsAnswered = true;
        Page = page;
        _request = [];
        _received = 0;
    }
}
