using System;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;

namespace Weir.Main.Origin;

/// <summary>
/// Plays all servers of a process on one thread: waits, then follows each connection that has news through
/// head → body → (delay) → answer. One buffer receives and one sends for all of them.
/// </summary>
internal sealed class OriginLoop<TIo>
    where TIo : struct, IIoBackend
{
    private const int AcceptsPerTurnMax = 64;
    private const int ReceivesPerTurnMax = 64;
    private const int OutputBytes = 2 * Reply.Max;

    /// <summary>How long a connection with more to do stands back for the others, in milliseconds.</summary>
    private const int StandBackMs = 1;

    /// <summary>
    /// When accepting is tried again after descriptors ran out although no connection of ours has ended, in
    /// milliseconds.
    /// </summary>
    private const int RetryMs = 100;

    private readonly OriginServer[] _servers;
    private readonly OriginConnection?[] _connections;
    private readonly byte[] _checkPath;
    private readonly Output _output = new(OutputBytes);
    private readonly DelayList _delays = new();
    private TIo _io;
    private Instant _now;
    private Instant _listensAt = Instant.Never; // not Never: out of descriptors, nobody is accepted before

    /// <param name="io">Has the loop's limits; owned from here on.</param>
    /// <param name="servers">With open listeners.</param>
    /// <param name="descriptorMax">Descriptors are below this number.</param>
    /// <param name="checkPath">The page that health checks ask for.</param>
    public OriginLoop(TIo io, OriginServer[] servers, int descriptorMax, byte[] checkPath)
    {
        _io = io;
        _servers = servers;
        _connections = new OriginConnection?[descriptorMax];
        _checkPath = checkPath;
        Listen();
    }

    /// <summary>One wait, then everything that happened, then those whose delay is over.</summary>
    public void Turn()
    {
        Must.Hold(_output.Count == 0);
        _io.Wait(_delays.Next < _listensAt ? _delays.Next : _listensAt);
        _now = _io.Now();
        while (_io.Next(out IoEvent happened)) // ends: one wait tells of a bounded number
        {
            if (_connections[happened.Fd] is { IsOpen: true } connection)
            {
                Follow(connection, happened.Ready);
            }
            else if (ServerAt(happened.Fd) is { } server)
            {
                AcceptFor(server);
            }
        }

        while (_delays.TakeDue(_now) is { } due) // ends: who waits again does so for a later moment
        {
            Wake(due);
        }

        if (_listensAt <= _now)
        {
            Listen();
        }
    }

    private void Listen()
    {
        _listensAt = Instant.Never;
        foreach (OriginServer server in _servers)
        {
            _io.Listen(server.Listener);
        }
    }

    /// <summary>
    /// Clients wait in the queues until there are descriptors again. A listener that is watched meanwhile
    /// would tell of them in every turn, and the loop would spin.
    /// </summary>
    private void ListenLater()
    {
        _listensAt = _now.After(RetryMs);
        foreach (OriginServer server in _servers)
        {
            _io.Unlisten(server.Listener);
        }
    }

    private OriginServer? ServerAt(int listener)
    {
        foreach (OriginServer server in _servers)
        {
            if (server.Listener == listener)
            {
                return server;
            }
        }

        return null;
    }

    private void AcceptFor(OriginServer server)
    {
        for (int accepts = 0; accepts < AcceptsPerTurnMax; accepts++)
        {
            int descriptor = _io.Accept(server.Listener, out IpEndpoint _);
            if (descriptor == -Errno.EAGAIN)
            {
                return;
            }

            if (descriptor is -Errno.ECONNABORTED or -Errno.EINTR)
            {
                continue;
            }

            if (descriptor < 0)
            {
                ListenLater(); // out of descriptors or memory
                return;
            }

            ref OriginConnection? slot = ref _connections[descriptor];
            slot ??= new OriginConnection(descriptor);
            slot.Open(server);
            server.Connections++;
            Read(slot); // a client's request usually comes right behind its connection
        }
    }

    private void Follow(OriginConnection connection, Ready ready)
    {
        if ((ready & Ready.Failed) != 0)
        {
            Close(connection, reset: false);
            return;
        }

        connection.MayRead |= (ready & (Ready.Read | Ready.PeerClosed)) != 0;
        if (connection.Step == OriginStep.Answering && (ready & Ready.Write) != 0)
        {
            GoOnSending(connection);
            return;
        }

        Read(connection);
    }

    private void Wake(OriginConnection connection)
    {
        switch (connection.Step)
        {
            case OriginStep.Delayed:
                Answer(connection, connection.EchoHead);
                connection.EchoHead = null;
                Send(connection);
                TakeKeptInput(connection);
                break;
            case OriginStep.Answering:
                GoOnSending(connection);
                break;
            default:
                Read(connection);
                break;
        }
    }

    private void GoOnSending(OriginConnection connection)
    {
        connection.TakeUnsent(_output);
        Send(connection);
        TakeKeptInput(connection);
    }

    private void TakeKeptInput(OriginConnection connection)
    {
        if (Reads(connection) && connection.InputCount > 0)
        {
            int used = Take(connection, connection.Input);
            connection.DropInput(Math.Min(used, connection.InputCount)); // closed meanwhile: none is left
        }

        Read(connection);
    }

    private static bool Reads(OriginConnection connection) =>
        connection.Step is OriginStep.Head or OriginStep.Body or OriginStep.Dropping;

    /// <summary>
    /// Reads until nothing waits, or until the connection's step is one that takes nothing.
    /// </summary>
    private void Read(OriginConnection connection)
    {
        for (int receives = 0; connection.MayRead && Reads(connection); receives++)
        {
            if (receives == ReceivesPerTurnMax)
            {
                _delays.Add(connection, _now.After(StandBackMs));
                return;
            }

            Received received = _io.Receive(connection.Descriptor, out Span<byte> bytes);
            if (received.Count == -Errno.EAGAIN)
            {
                connection.MayRead = false;
                return;
            }

            if (received.Count <= 0)
            {
                Close(connection, reset: false);
                return;
            }

            connection.MayRead = !received.Drained;
            TakeReceived(connection, bytes);
        }
    }

    private void TakeReceived(OriginConnection connection, ReadOnlySpan<byte> bytes)
    {
        if (connection.InputCount > 0)
        {
            connection.KeepInput(bytes);
            int used = Take(connection, connection.Input);
            connection.DropInput(Math.Min(used, connection.InputCount));
            return;
        }

        int taken = Take(connection, bytes);
        if (connection.IsOpen && taken < bytes.Length)
        {
            connection.KeepInput(bytes[taken..]);
        }
    }

    /// <summary>
    /// Follows the requests in <paramref name="bytes"/>; returns how much of it is done with.
    /// </summary>
    private int Take(OriginConnection connection, ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length && Reads(connection)) // ends: each turn takes bytes, or breaks
        {
            ReadOnlySpan<byte> rest = bytes[at..];
            int used = connection.Step switch
            {
                OriginStep.Head => TakeHead(connection, rest),
                OriginStep.Body => TakeBody(connection, rest),
                _ => rest.Length,
            };
            at += used;
            if (connection.Step == OriginStep.Answering || _output.Room < Reply.Max)
            {
                Send(connection);
            }

            if (used == 0)
            {
                break;
            }
        }

        if (_output.Count > 0)
        {
            Send(connection);
        }

        return at;
    }

    private int TakeHead(OriginConnection connection, ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0 && bytes.Length <= Request.HeadMax)
        {
            return 0;
        }

        int length = end + 4;
        if (end < 0 || length > Request.HeadMax || !Request.TryRead(bytes[..length], out connection.Request))
        {
            Refuse(connection);
            return bytes.Length;
        }

        ReadOnlySpan<byte> head = bytes[..length];
        OriginServer server = connection.Server!;
        server.Requests++;
        connection.Order = Order.Read(connection.Request.TargetIn(head), _checkPath);
        connection.Body = BodyIntake.For(connection.Request);
        bool isAwaited = connection.Body.IsDone || connection.Order.Early;
        bool isKept = connection.Order.Page == Page.Echo && !(isAwaited && connection.Order.DelayMs == 0);
        connection.EchoHead = isKept ? head.ToArray() : null;
        if (isAwaited)
        {
            Begin(connection, head);
            return length;
        }

        connection.Step = OriginStep.Body;
        _output.Add(connection.Request.ExpectsContinue ? Reply.Continue : default);
        return length;
    }

    private int TakeBody(OriginConnection connection, ReadOnlySpan<byte> bytes)
    {
        long before = connection.Body.Count;
        int used = connection.Body.Take(bytes);
        connection.Server!.BodyBytes += connection.Body.Count - before;
        if (connection.Body.IsBroken)
        {
            Refuse(connection);
        }
        else if (connection.Body.IsDone)
        {
            Begin(connection, connection.EchoHead);
        }

        return used;
    }

    private void Begin(OriginConnection connection, ReadOnlySpan<byte> head)
    {
        switch (connection.Order.Page)
        {
            case Page.HealthUp: connection.Server!.IsDown = false; break;
            case Page.HealthDown: connection.Server!.IsDown = true; break;
            default: break;
        }

        if (connection.Order.DelayMs > 0)
        {
            connection.Step = OriginStep.Delayed;
            _delays.Add(connection, _now.After(connection.Order.DelayMs));
            return;
        }

        Answer(connection, head);
    }

    private void Answer(OriginConnection connection, ReadOnlySpan<byte> head)
    {
        Reply.Compose(connection, head, _output);
        bool isAll = connection.FillerLeft == 0 && connection.End == Failure.None && !connection.CloseAfter;
        connection.Step = isAll ? OriginStep.Head : OriginStep.Answering;
    }

    private void Refuse(OriginConnection connection)
    {
        _output.Add(Reply.BadRequest);
        connection.ForgetAnswer();
        connection.CloseAfter = true;
        connection.Step = OriginStep.Answering;
    }

    private void Send(OriginConnection connection)
    {
        switch (Sender.Send(ref _io, connection, _output))
        {
            case Sent.Broken:
                Close(connection, reset: false);
                break;
            case Sent.Enough:
                PauseFor(connection);
                _delays.Add(connection, _now.After(StandBackMs));
                break;
            case Sent.Full:
                PauseFor(connection);
                break;
            case Sent.All when connection.Step == OriginStep.Answering:
                EndAnswer(connection);
                break;
            default:
                break;
        }

        Must.Hold(_output.Count == 0);
    }

    /// <summary>
    /// Bytes stay unsent: nothing else is composed for this connection before they have left.
    /// </summary>
    private static void PauseFor(OriginConnection connection)
    {
        if (connection.Step != OriginStep.Answering)
        {
            connection.StepAfter = connection.Step;
            connection.Step = OriginStep.Answering;
        }
    }

    private void EndAnswer(OriginConnection connection)
    {
        Failure end = connection.End;
        bool closes = connection.CloseAfter;
        connection.ForgetAnswer();
        switch (end)
        {
            case Failure.Garbage:
                _io.Send(connection.Descriptor, Reply.Garbage, default);
                Finish(connection);
                break;
            case Failure.Reset or Failure.Close:
                Close(connection, end == Failure.Reset);
                break;
            case Failure.Stall:
                connection.Step = OriginStep.Dropping;
                break;
            case Failure.None when closes:
                Finish(connection);
                break;
            default:
                GoOnAfterSending(connection);
                break;
        }
    }

    private void GoOnAfterSending(OriginConnection connection)
    {
        connection.Step = connection.StepAfter;
        connection.StepAfter = OriginStep.Head;
        if (connection.Step == OriginStep.Delayed && connection.WakeAt.IsNever)
        {
            _delays.Add(connection, _now.After(StandBackMs)); // its moment came while an answer was stuck
        }
    }

    /// <summary>
    /// Ends our side and waits for the client's end: a close with bytes unread would be a reset, which takes
    /// the answer away from a client that has not read it yet (RFC 9112 9.6).
    /// </summary>
    private void Finish(OriginConnection connection)
    {
        _io.ShutdownSend(connection.Descriptor);
        connection.Step = OriginStep.Dropping;
    }

    private void Close(OriginConnection connection, bool reset)
    {
        Must.Hold(connection.IsOpen);
        connection.Reset();
        _io.Close(connection.Descriptor, reset);
        _listensAt = _listensAt.IsNever ? _listensAt : _now; // there is a descriptor now
    }
}
