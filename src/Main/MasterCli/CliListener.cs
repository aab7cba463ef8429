using Weir.Kernel.Sockets;

namespace Weir.Main.MasterCli;

/// <summary>One of the master's listening sockets.</summary>
internal sealed class CliListener
{
    private const int Backlog = 10;

    public CliListener(CliAddress at, int descriptor)
    {
        At = at;
        Descriptor = descriptor;
    }

    public CliAddress At { get; }

    public int Descriptor { get; }

    /// <summary>The descriptor; below 0 an errno, negated.</summary>
    public static int Open(CliAddress at)
    {
        if (at.Name is null)
        {
            return ListenSocket.Open(at.Ip, Backlog);
        }

        return at.IsAbstract
            ? UnixListenSocket.OpenAbstract(at.Name, Backlog)
            : UnixListenSocket.Open(at.Name, at.Access, Backlog);
    }
}
