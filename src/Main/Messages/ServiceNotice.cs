using System;
using System.Text;
using Weir.Kernel.Calls;

namespace Weir.Main.Messages;

/// <summary>
/// What a service manager is told (sd_notify(3)): one datagram of lines to the socket that
/// <c>NOTIFY_SOCKET</c> names. Who does not listen is not waited for.
/// </summary>
internal sealed class ServiceNotice
{
    /// <summary>In the environment: a path, or a name in the abstract space after an <c>@</c>.</summary>
    private const string Variable = "NOTIFY_SOCKET";

    private const int RoomMs = 1_000;

    private readonly string _socket;

    /// <param name="socket">As in the variable; empty: nobody is told.</param>
    public ServiceNotice(string socket) => _socket = socket;

    /// <summary>Tells nobody.</summary>
    public static ServiceNotice None { get; } = new("");

    /// <summary>Tells whoever the environment names.</summary>
    public static ServiceNotice OfEnvironment() => new(Environment.GetEnvironmentVariable(Variable) ?? "");

    /// <summary>
    /// Connections are served: after the start, and after each reload, whatever became of it.
    /// </summary>
    public void Ready(string status) => Send($"READY=1\nMAINPID={Sys.GetProcessId()}\nSTATUS={status}\n");

    /// <summary>
    /// A reload has begun. <see cref="Ready"/> ends it. The time tells the manager which reload that was.
    /// </summary>
    public void Reloading()
    {
        // Rounded up: a time before the manager's own order would be taken for an answer to an older one.
        long us = (Sys.MonotonicMs() + 1) * 1000;
        Send($"RELOADING=1\nMONOTONIC_USEC={us}\nSTATUS=Reloading Configuration.\n");
    }

    /// <summary>No new connections; those that are left finish.</summary>
    public void Stopping() => Send("STOPPING=1\nSTATUS=Stopping.\n");

    /// <summary>A line for people, as <c>systemctl status</c> shows it.</summary>
    public void Status(string text) => Send($"STATUS={text}\n");

    private unsafe void Send(string text)
    {
        byte[] name = Encoding.UTF8.GetBytes(_socket);
        bool isAbstract = _socket.StartsWith('@');
        if (name.Length is 0 or > SockAddrUn.PathMax || (!isAbstract && name[0] != '/'))
        {
            return;
        }

        SockAddrUn address = new() { Family = Sys.AF_UNIX };
        name.CopyTo(new Span<byte>(address.Path, SockAddrUn.PathMax));
        uint length = sizeof(ushort) + (uint)name.Length;
        if (isAbstract)
        {
            address.Path[0] = 0; // unix(7): the length ends the name, not a NUL
        }
        else
        {
            length++;
        }

        int socket = Sys.Socket(Sys.AF_UNIX, Sys.SOCK_DGRAM | Sys.SOCK_CLOEXEC | Sys.SOCK_NONBLOCK, 0);
        if (socket >= 0 && Sys.Connect(socket, &address, length) == 0)
        {
            Deliver(socket, Encoding.UTF8.GetBytes(text));
        }

        Sys.Close(socket);
    }

    /// <summary>A manager that is busy gets a moment to make room.</summary>
    private static unsafe void Deliver(int socket, byte[] text)
    {
        fixed (byte* from = text)
        {
            for (int attempts = 0; attempts < 2; attempts++)
            {
                int sent = Errno.Checked(Sys.Send(socket, from, (nuint)text.Length, Sys.MSG_NOSIGNAL));
                if (sent != -Errno.EAGAIN)
                {
                    return;
                }

                Watched[] room = [new Watched { Descriptor = socket, Wanted = Watched.Writable }];
                Sys.Poll(room, RoomMs);
            }
        }
    }
}
