using System;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Sockets;

namespace Weir.Kernel.Io;

/// <summary>
/// One way of asking the kernel for I/O. The owner (one thread) waits, then walks the events and acts at
/// once: each call does what it can now, and an event comes when more can be done. epoll, io_uring and the
/// tests' simulator are structs behind this interface, used only as type arguments, so that no call is
/// virtual.
/// </summary>
/// <remarks>
/// Descriptors are the index of every table above. After <see cref="Close"/> returns, the number may come
/// again at once from <see cref="Accept"/> or <see cref="Dial"/>; no event of the old one is delivered, not
/// even from the same batch. A backend is a mutable struct: keep it in one field that is not readonly, and
/// never copy it. A turn is
/// <code>io.Wait(timers.Next); now = io.Now(); while (io.Next(out IoEvent e)) { ... }</code>
/// </remarks>
public interface IIoBackend : IDisposable
{
    /// <summary>
    /// Monotonic time, read by the kernel's vDSO (or the simulator's own clock). Callers read it once per
    /// turn.
    /// </summary>
    Instant Now();

    /// <summary>Wall-clock time in milliseconds since 1970 (UTC). Once per turn as well.</summary>
    long WallMs();

    /// <summary>
    /// Starts watching a listening socket. Its <see cref="Ready.Read"/> means that <see cref="Accept"/> has
    /// work.
    /// </summary>
    void Listen(int listener);

    /// <summary>
    /// Stops watching a listening socket, which stays open: connections wait in its queue. Ends a
    /// <see cref="Watch"/> as well. Call it before closing either.
    /// </summary>
    void Unlisten(int listener);

    /// <summary>
    /// Gives back a listening socket that is not watched. Who still waits in its queue is reset, unless
    /// another process holds it too.
    /// </summary>
    void CloseListener(int listener);

    /// <summary>
    /// Ends the listening of a socket that is not watched: who connects from now on is refused. Its address
    /// stays bound, so that it can listen again. One that cannot be ended so (a unix socket) goes on.
    /// </summary>
    void Deafen(int listener);

    /// <summary>Whether a socket listens; somebody else may have changed that.</summary>
    bool IsListening(int listener);

    /// <summary>
    /// Starts watching a foreign descriptor (eventfd, signalfd, socket pair) for reading, level-triggered.
    /// The owner reads it itself.
    /// </summary>
    void Watch(int descriptor);

    /// <summary>
    /// Makes an eventfd readable for whoever watches it, which may be another process. It is not lost however
    /// early it comes.
    /// </summary>
    void Call(int descriptor);

    /// <summary>Takes the calls made so far on an eventfd that is watched here.</summary>
    void TakeCalls(int descriptor);

    /// <summary>
    /// Takes one waiting connection (non-blocking, no delay, watched). Below 0: an errno, negated (-EAGAIN:
    /// none waiting).
    /// </summary>
    int Accept(int listener, out IpEndpoint peer);

    /// <summary>
    /// Begins to connect. Below 0: why not, as <see cref="DialFailure"/> reads it; else the descriptor, whose
    /// <see cref="Ready.Write"/> or <see cref="Ready.Failed"/> ends the attempt.
    /// </summary>
    int Dial(in IpEndpoint to, in DialOptions options);

    /// <summary>
    /// Makes a connection within the box and offers its other end, with a message that is not empty, to
    /// whoever has the other end of a channel; it need not be taken yet for bytes to be sent. Below 0: an
    /// errno, negated (-EAGAIN: too many wait to be taken).
    /// </summary>
    int Offer(int channel, ReadOnlySpan<byte> message);

    /// <summary>
    /// Takes the next connection that is offered on a channel, which is told by <see cref="Watch"/>. Below 0:
    /// an errno, negated (-EAGAIN: none waits).
    /// </summary>
    int TakeOffer(int channel, Span<byte> message, out int length);

    /// <summary>0 when a dialled connection stands, else its errno, negated.</summary>
    int DialResult(int fd);

    /// <summary>
    /// Takes what has arrived. <paramref name="bytes"/> is lent until the next call of <see cref="Receive"/>
    /// or <see cref="Wait"/> on this backend.
    /// </summary>
    Received Receive(int fd, out Span<byte> bytes);

    /// <summary>
    /// Sends <paramref name="first"/>, then <paramref name="second"/>, as one. Returns how many bytes were
    /// taken (the caller may reuse them); fewer than given: keep the rest until <see cref="Ready.Write"/>.
    /// Below 0: an errno, negated (-EAGAIN counts as 0 and is never returned).
    /// </summary>
    int Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second);

    /// <summary>
    /// Opens a pipe for <see cref="Fill"/>. False: this backend knows none, or descriptors have run out, and
    /// bytes are received and sent as ever.
    /// </summary>
    bool TryOpenPipe(out SplicePipe pipe);

    /// <summary>
    /// Takes what has arrived into an empty pipe. Returns how many bytes, 0 at the end of the stream, or an
    /// errno, negated; only -EAGAIN says that nothing more is there for now.
    /// </summary>
    int Fill(ref SplicePipe pipe, int from);

    /// <summary>
    /// Sends what a pipe holds. Returns 0, or an errno, negated (-EAGAIN is never returned); what it still
    /// holds afterwards goes after <see cref="Ready.Write"/>.
    /// </summary>
    int Empty(ref SplicePipe pipe, int to);

    /// <summary>Reads all that a pipe holds.</summary>
    void Read(ref SplicePipe pipe, Span<byte> into);

    /// <summary>Gives a pipe back, and what it holds up.</summary>
    void ClosePipe(ref SplicePipe pipe);

    /// <summary>Ends our side of the connection after what was sent; the peer may go on.</summary>
    void ShutdownSend(int fd);

    /// <summary>
    /// Gives the descriptor back. With <paramref name="reset"/> the connection is aborted (linger 0).
    /// </summary>
    void Close(int fd, bool reset);

    /// <summary>The local address of a connection.</summary>
    IpEndpoint LocalAddress(int fd);

    /// <summary>
    /// Where the client of an accepted connection wanted to go: its local address, unless the kernel has led
    /// it here from another one (netfilter's REDIRECT).
    /// </summary>
    IpEndpoint OriginalAddress(int fd);

    /// <summary>
    /// Waits until something happens or <paramref name="until"/> is reached. Returns the most events that
    /// <see cref="Next"/> can hand out; 0: only time has passed, or a signal arrived.
    /// </summary>
    int Wait(Instant until);

    /// <summary>
    /// Hands out the next event of the last <see cref="Wait"/>; false when there is none left. What has been
    /// closed meanwhile is skipped, even when its number is in use again.
    /// </summary>
    bool Next(out IoEvent happened);
}
