using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using Weir.Control.Orders;
using Weir.Control.Stats.Pages;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Control.Stats;

/// <summary>
/// Answers requests for statistics that workers pass on: each comes on a connection of its own, with what
/// is asked for. An answer is made piece by piece, as fast as the worker takes
/// it; no request may use more of a turn than <see cref="TurnBytes"/>, so that checks stay in time.
/// </summary>
internal sealed class StatsServer<TIo>
    where TIo : struct, IIoBackend
{
    /// <summary>More wait in the channel; who finds no place there either is answered 503.</summary>
    private const int ConnectionsMost = 256;

    /// <summary>A head that is longer cannot have come from a worker.</summary>
    private const int HeadMost = RequestParser.LengthMax;

    private const int FieldsMost = 1024;

    /// <summary>A piece is sent when it is as long as this, in bytes.</summary>
    private const int PieceBytes = 8 * 1024;

    /// <summary>What one connection may be sent before others have their turn.</summary>
    private const int TurnBytes = 64 * 1024;

    private readonly int _channel;
    private readonly StatsAnswers _answers;
    private readonly List<StatsConnection?> _connections = []; // by descriptor
    private readonly Queue<StatsConnection> _queue = new();
    private readonly StatText _piece = new();
    private readonly Field[] _fields = new Field[FieldsMost];
    private int _count;
    private bool _watches;

    public StatsServer(KeeperSetup setup, ServerOrders orders)
    {
        _channel = setup.Channel;
        _answers = new StatsAnswers(setup, orders);
    }

    /// <summary>Somebody waits for a turn, not for an event.</summary>
    public bool HasWork => _queue.Count > 0;

    /// <summary>Shows another plan from now on; an answer that has begun goes on as it is.</summary>
    public void Follow(ConfigPlan plan) => _answers.Plan = plan;

    /// <summary>Begins to watch for requests.</summary>
    public void Open(ref TIo io)
    {
        if (_channel >= 0)
        {
            _watches = true;
            io.Watch(_channel);
        }
    }

    public bool Owns(int descriptor) => descriptor == _channel || Find(descriptor) is not null;

    public void OnReady(ref TIo io, IoEvent happened, Instant now)
    {
        if (happened.Fd == _channel)
        {
            TakeOffers(ref io);
        }
        else if (Find(happened.Fd) is { } connection)
        {
            OnReady(ref io, connection, happened.Ready, now);
        }
    }

    /// <summary>Goes on with those that had used up their turn.</summary>
    public void OnTurn(ref TIo io, Instant now)
    {
        for (int left = _queue.Count; left > 0; left--)
        {
            StatsConnection connection = _queue.Dequeue();
            connection.IsQueued = false;
            if (Find(connection.Descriptor) == connection)
            {
                Send(ref io, connection, now);
            }
        }
    }

    private void TakeOffers(ref TIo io)
    {
        StatsOffer offer = default;
        while (_count < ConnectionsMost)
        {
            int fd = io.TakeOffer(_channel, offer.Bytes, out int length);
            if (fd == -Errno.EPIPE)
            {
                StopWatching(ref io); // the master is gone, and with it everybody who could ask
                return;
            }

            if (fd >= 0 && length == StatsOffer.Size)
            {
                Keep(new StatsConnection(fd, offer));
            }
            else if (fd is not (-Errno.EBADF or -Errno.EMFILE))
            {
                return; // none is left; those two mean that one was lost for want of a descriptor
            }
        }

        StopWatching(ref io); // until one has ended
    }

    private void OnReady(ref TIo io, StatsConnection connection, Ready ready, Instant now)
    {
        bool mayRead = (ready & (Ready.Read | Ready.PeerClosed | Ready.Failed)) != 0;
        if (mayRead && !Receive(ref io, connection, now))
        {
            Close(ref io, connection);
            return;
        }

        if (connection.IsAnswered && !connection.IsQueued)
        {
            Send(ref io, connection, now);
        }
    }

    /// <summary>False: the worker has closed, or sends what is no request.</summary>
    private bool Receive(ref TIo io, StatsConnection connection, Instant now)
    {
        for (; ; )
        {
            Received received = io.Receive(connection.Descriptor, out Span<byte> bytes);
            if (received.Count <= 0)
            {
                return received.Count == -Errno.EAGAIN;
            }

            if (!connection.IsAnswered && !Read(connection, bytes, now, io.WallMs()))
            {
                return false;
            }

            if (received.Drained)
            {
                return true;
            }
        }
    }

    private bool Read(StatsConnection connection, ReadOnlySpan<byte> bytes, Instant now, long wallMs)
    {
        connection.AddToRequest(bytes[..int.Min(bytes.Length, HeadMost - connection.Request.Length)]);
        ReadOnlySpan<byte> request = connection.Request;
        ParseStatus status = RequestParser.Parse(request, _fields, out RequestHead head, out _);
        if (status == ParseStatus.Incomplete)
        {
            return request.Length < HeadMost;
        }

        if (status == ParseStatus.Rejected)
        {
            return false;
        }

        if (head.Method == Method.Post && !OrderForm.IsWhole(in head, request.Length))
        {
            return true;
        }

        _piece.Clear();
        StatPage? page = _answers.Begin(connection.Offer, request, in head, new Moment(now, wallMs), _piece);
        connection.Answer(page);
        connection.Unsent.Keep(_piece.Bytes, default, taken: 0);
        return true;
    }

    /// <summary>Sends what the worker takes, until the turn is used up or all is sent.</summary>
    private void Send(ref TIo io, StatsConnection connection, Instant now)
    {
        for (int left = TurnBytes; left > 0;)
        {
            int taken = connection.Unsent.IsEmpty
                ? SendPiece(ref io, connection, now)
                : SendRest(ref io, connection);
            if (taken < 0)
            {
                Close(ref io, connection);
                return;
            }

            if (!connection.Unsent.IsEmpty || connection.Page is null)
            {
                return; // room will be told; or the worker closes when it has all
            }

            left -= taken;
        }

        connection.IsQueued = true;
        _queue.Enqueue(connection);
    }

    private static int SendRest(ref TIo io, StatsConnection connection)
    {
        int taken = io.Send(connection.Descriptor, connection.Unsent.Bytes, default);
        connection.Unsent.Take(int.Max(taken, 0));
        return taken;
    }

    /// <summary>Makes the next piece and sends it as a chunk.</summary>
    private int SendPiece(ref TIo io, StatsConnection connection, Instant now)
    {
        if (connection.Page is not { } page)
        {
            return 0;
        }

        _piece.Clear();
        bool hasMore = true;
        while (hasMore && _piece.Length < PieceBytes)
        {
            hasMore = page.Next(_piece, now);
        }

        Span<byte> size = stackalloc byte[sizeof(int) * 2 + 2];
        size = size[..ChunkSize(_piece.Length, size)];
        _piece.Add(_piece.Length > 0 ? "\r\n"u8 : default);
        if (!hasMore)
        {
            connection.Page = null;
            _piece.Add("0\r\n\r\n"u8);
        }

        int taken = io.Send(connection.Descriptor, size, _piece.Bytes);
        if (taken >= 0 && taken < size.Length + _piece.Length)
        {
            connection.Unsent.Keep(size, _piece.Bytes, taken);
        }

        return taken;
    }

    /// <summary>The line before a chunk; nothing before none, which would be the end.</summary>
    private static int ChunkSize(int length, Span<byte> into)
    {
        if (length == 0)
        {
            return 0;
        }

        Utf8Formatter.TryFormat(length, into, out int digits, new StandardFormat('X'));
        "\r\n"u8.CopyTo(into[digits..]);
        return digits + 2;
    }

    private StatsConnection? Find(int descriptor) =>
        descriptor < _connections.Count ? _connections[descriptor] : null;

    private void Keep(StatsConnection connection)
    {
        while (_connections.Count <= connection.Descriptor)
        {
            _connections.Add(null);
        }

        _connections[connection.Descriptor] = connection;
        _count++;
    }

    private void Close(ref TIo io, StatsConnection connection)
    {
        _connections[connection.Descriptor] = null;
        _count--;
        io.Close(connection.Descriptor, reset: false);
        if (!_watches && _count == ConnectionsMost - 1)
        {
            _watches = true;
            io.Watch(_channel);
        }
    }

    private void StopWatching(ref TIo io)
    {
        if (_watches)
        {
            _watches = false;
            io.Unlisten(_channel);
        }
    }
}
