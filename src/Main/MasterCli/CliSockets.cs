using System;
using System.Collections.Generic;
using Weir.Control.Cli;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Model.Plan.Process;

namespace Weir.Main.MasterCli;

/// <summary>
/// The master's own sockets (<c>-S</c>) and those who are connected to them. It is a guest in the master's
/// loop: it never waits, and a client that is slow, or gone, concerns nobody else.
/// </summary>
internal sealed class CliSockets
{
    /// <summary>More than these wait in the kernel's queue.</summary>
    public const int SessionsMost = 10;

    /// <summary>How soon accepting is tried again when descriptors had run out, in milliseconds.</summary>
    private const int RetryMs = 100;

    private readonly List<ControlListener> _listeners = [];
    private readonly CliSession?[] _sessions = new CliSession?[SessionsMost];
    private readonly MasterView _master;
    private Instant _retryAt = Instant.Never; // until then nobody is accepted

    public CliSockets(MasterView master) => _master = master;

    /// <summary>How many descriptors <see cref="Watch"/> writes.</summary>
    public int Places => _listeners.Count == 0 ? 0 : _listeners.Count + SessionsMost;

    /// <summary>When this wants a turn although nothing has happened.</summary>
    public Instant NextAt => _retryAt;

    /// <summary>Anything is open.</summary>
    public bool IsOpen => _listeners.Count > 0;

    /// <summary>
    /// Opens what is not among the sockets that an earlier image has left, and goes on with its sessions.
    /// False after an alert.
    /// </summary>
    public bool Open(ControlAddress[] addresses, List<KeptCli> kept, MessageLog log)
    {
        foreach (ControlAddress address in addresses)
        {
            int at = kept.FindIndex(one => one.Name == address.Text);
            int descriptor = at >= 0
                ? kept[at].Descriptor
                : ControlListener.Open(address, CliAddresses.Accounts);
            if (descriptor < 0)
            {
                string kind = address.Name is null ? "socket" : "UNIX socket";
                log.Alert($"Binding [master-socket:0] for proxy MASTER: cannot bind {kind} "
                    + $"({Errno.Text(-descriptor)}) [{address.Name ?? $"{address.Ip}:{address.Ip.Port}"}]");
                return false;
            }

            _listeners.Add(new ControlListener(address, descriptor));
        }

        List<KeptCli> sessions = kept.FindAll(static one => one.IsSession);
        for (int at = 0; at < sessions.Count && at < SessionsMost; at++)
        {
            _sessions[at] = new CliSession(sessions[at].Descriptor, sessions[at].Words);
        }

        return true;
    }

    /// <summary>Notes all of it for the image that this process becomes.</summary>
    public void LeaveTo(Handover next)
    {
        foreach (ControlListener listener in _listeners)
        {
            next.Cli.Add(KeptCli.Listener(listener.Descriptor, listener.At.Text));
        }

        foreach (CliSession? session in _sessions)
        {
            if (session is not null)
            {
                next.Cli.Add(KeptCli.Session(session.Descriptor, session.Kept));
            }
        }
    }

    /// <summary>Fills in what the master's loop has to watch: one place for each that there may be.</summary>
    public void Watch(Span<Watched> into, Instant now)
    {
        _retryAt = _retryAt <= now ? Instant.Never : _retryAt;
        bool isFull = !_retryAt.IsNever || Array.TrueForAll(_sessions, static session => session is not null);
        for (int at = 0; at < into.Length; at++)
        {
            if (at < _listeners.Count)
            {
                int listener = isFull ? -1 : _listeners[at].Descriptor;
                into[at] = new Watched { Descriptor = listener, Wanted = Watched.Readable };
                continue;
            }

            CliSession? session = _sessions[at - _listeners.Count];
            into[at] = new Watched
            {
                Descriptor = session?.Descriptor ?? -1,
                Wanted = session?.Wanted ?? 0,
            };
        }
    }

    /// <summary>Takes what has happened at the places that <see cref="Watch"/> has filled in.</summary>
    public void Hear(ReadOnlySpan<Watched> watched, Instant now)
    {
        for (int at = 0; at < watched.Length; at++)
        {
            if (watched[at].Happened == 0)
            {
                continue;
            }

            if (at < _listeners.Count)
            {
                Accept(_listeners[at], now);
            }
            else
            {
                _sessions[at - _listeners.Count]?.OnReady(watched[at].Happened, _master);
            }
        }

        Forget();
    }

    /// <summary>After a turn of the master: who waited for what it has done is answered.</summary>
    public void Advance()
    {
        foreach (CliSession? session in _sessions)
        {
            session?.Advance(_master);
        }

        Forget();
    }

    /// <summary>One client a turn; the next is there in the next.</summary>
    private unsafe void Accept(ControlListener listener, Instant now)
    {
        int free = Array.IndexOf(_sessions, null);
        int descriptor = free < 0
            ? -Errno.EAGAIN
            : Errno.Checked(Sys.Accept4(
                listener.Descriptor, null, null, Sys.SOCK_NONBLOCK | Sys.SOCK_CLOEXEC));
        if (descriptor >= 0)
        {
            // Over a network one may vanish without a word; in a unix socket this means nothing.
            Sys.SetOption(descriptor, Sys.SOL_SOCKET, Sys.SO_KEEPALIVE, 1);
            _sessions[free] = new CliSession(descriptor, listener.At.Level ?? ControlLevel.Admin);
        }
        else if (descriptor is not (-Errno.EAGAIN or -Errno.EINTR or -Errno.ECONNABORTED))
        {
            _retryAt = now.After(RetryMs); // it stays ready: without a pause we would turn in circles
        }
    }

    private void Forget()
    {
        for (int at = 0; at < SessionsMost; at++)
        {
            if (_sessions[at] is { Descriptor: < 0 })
            {
                _sessions[at] = null;
            }
        }
    }
}
