using System;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Relay.Dispatch;
using Weir.Relay.Forward;
using Weir.Relay.Stream;

namespace Weir.Relay.Client;

/// <summary>
/// A request whose body may name its server (<c>balance url_param check_post</c>): it waits until all of the
/// body has come, or as much of it as a head may have, and then has its key.
/// </summary>
internal sealed class EarlyBody<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly ConnectionPort<TIo> _port;

    public EarlyBody(WorkerState<TIo> worker, ConnectionPort<TIo> port)
    {
        _worker = worker;
        _port = port;
    }

    /// <summary>The step <see cref="StreamStep.Body"/>.</summary>
    public Next Await(ref StreamState s)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        while (!IsEnough(in s, client.InLength))
        {
            int count = client.Has(ConnectionFlags.Readable)
                ? _port.TakeMore(s.Client, out Span<byte> bytes)
                : WaitFor(out bytes);
            if (count == -Errno.EAGAIN)
            {
                return Next.Wait;
            }

            if (count == -Errno.ENOBUFS)
            {
                return Next.Answer(500, 'R', 'R');
            }

            if (count <= 0)
            {
                s.HeadDoneMs = _worker.Now.Ms;
                return Next.Abort('C', 'R');
            }

            if (client.InLength == 0 && !_port.KeepRest(s.Client, bytes))
            {
                return Next.Answer(500, 'R', 'R');
            }
        }

        return Whole(ref s);
    }

    private static int WaitFor(out Span<byte> bytes)
    {
        bytes = default;
        return -Errno.EAGAIN;
    }

    /// <summary>How much of a body is looked at: what a head of the greatest length leaves.</summary>
    private int MostOf(in StreamState s) => Math.Max(
        0, _worker.Newest.Plan.Global.BufferBytes - _worker.Newest.Plan.Global.MaxRewrite - s.HeadLength);

    private bool IsEnough(in StreamState s, int came)
    {
        if (came >= MostOf(in s))
        {
            return true;
        }

        BodyCursor cursor = s.Request; // a copy: nothing is taken yet
        return cursor.Done || cursor.Take(Kept(in s)) < 0 || cursor.Done;
    }

    private Next Whole(ref StreamState s)
    {
        ReadOnlySpan<byte> body = Kept(in s);
        body = body[..Math.Min(body.Length, MostOf(in s))];
        BodyCursor cursor = s.Request;
        if (cursor.Chunked)
        {
            Span<byte> data = _worker.Scratch.Slice(0, body.Length);
            body.CopyTo(data);
            if (cursor.Unwrap(data, out int length) < 0)
            {
                return Next.Answer(400, 'P', 'R');
            }

            body = data[..length];
        }
        else
        {
            body = body[..cursor.Take(body)];
        }

        BackendRuntime backend = _worker.RuntimeOf(in s)!;
        s.Key = backend.KeyOfBody(body);
        s.HeadDoneMs = _worker.Now.Ms;
        return Next.Again(StreamStep.Connect);
    }

    private ReadOnlySpan<byte> Kept(in StreamState s)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        return client.InLength == 0
            ? default
            : _worker.Buffers.Of(client.In).Slice(client.InStart, client.InLength);
    }
}
