using Weir.Kernel.Sockets;
using Weir.Model.Plan.Process;

namespace Weir.Control.Cli;

/// <summary>A listening socket where orders are taken.</summary>
public sealed class ControlListener
{
    private const int Backlog = 10;

    public ControlListener(ControlAddress at, int descriptor)
    {
        At = at;
        Descriptor = descriptor;
    }

    public ControlAddress At { get; }

    public int Descriptor { get; }

    /// <summary>The descriptor; below 0 an errno, negated.</summary>
    /// <param name="at">Where, and for whom.</param>
    /// <param name="accounts">Numbers of users and groups.</param>
    public static int Open(ControlAddress at, AccountNumbers accounts)
    {
        if (at.Name is null)
        {
            return ListenSocket.Open(at.Ip, Backlog);
        }

        UnixAccess access = new()
        {
            Mode = at.Mode,
            User = at.UserName is null ? at.User : accounts.User(at.UserName),
            Group = at.GroupName is null ? at.Group : accounts.Group(at.GroupName),
        };
        return at.IsAbstract
            ? UnixListenSocket.OpenAbstract(at.Name, Backlog)
            : UnixListenSocket.Open(at.Name, access, Backlog);
    }
}
