using System.Collections.Generic;
using System.Text;
using Weir.Kernel.Calls;
using Weir.Kernel.Epoll;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;

namespace Weir.Main.Origin;

/// <summary>
/// <c>weir origin</c>: the binary plays small web servers, for a first look and for load tests.
/// </summary>
internal static class OriginCommand
{
    private const int Backlog = 4096;
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <summary>
    /// Descriptors used at most: a table of this size is made, and a million would only cost memory.
    /// </summary>
    private const int DescriptorsMax = 64 * 1024;

    private const string Usage =
        """
        Usage: weir origin [-n COUNT] [--listen ADDRESS:PORT,...] [--name NAME,...] [--check PATH]
          Plays COUNT (4) web servers, named A, B, ..., on 127.0.0.1:8081 and the ports after it.
          Port 0 takes a free one. It runs until it is ended (Ctrl-C, TERM).
        Pages:
          /           hello from A          /size/N         N bytes
          /echo       the request's head    /count          connections, requests, body bytes
          /health/down, /health/up          PATH (/index.html) answers 404 or 200 from then on
        In the query, joined with &:
          size=N status=N delay=MS          bytes of body, status, milliseconds before the answer
          chunked=1 length=0 close=1 http10=1
          early=1                           answers before the request's body has been read
          fail=reset|close|garbage|stall    instead of the answer; with at=N: after N bytes of body

        """;

    /// <summary>Plays the servers until a signal ends the process; returns 1 when it cannot start.</summary>
    public static int Run(string[] words)
    {
        if (!OriginOptions.TryRead(words, out OriginOptions options, out string problem))
        {
            Print(StandardError, $"weir origin: {problem}\n{Usage}");
            return 1;
        }

        if (options.WantsHelp)
        {
            Print(StandardOutput, Usage);
            return 0;
        }

        OriginServer[] servers = [.. options.Servers];
        return Listen(servers) ? Play(servers, options.CheckPath) : 1;
    }

    private static bool Listen(IReadOnlyList<OriginServer> servers)
    {
        foreach (OriginServer server in servers)
        {
            server.Listener = ListenSocket.Open(server.Address, Backlog);
            if (server.Listener < 0)
            {
                int failure = -server.Listener;
                Print(StandardError, $"weir origin: cannot listen on {server.Place}: error {failure}\n");
                return false;
            }

            server.Address = SocketAddress.LocalOf(server.Listener);
        }

        return true;
    }

    private static int Play(OriginServer[] servers, string checkPath)
    {
        int descriptors = RaiseDescriptors();
        int failure = EpollBackend.TryCreate(IoLimits.Default(descriptors), out EpollBackend io);
        if (failure < 0)
        {
            Print(StandardError, $"weir origin: no epoll: error {-failure}\n");
            return 1;
        }

        OriginLoop<EpollBackend> loop = new(io, servers, descriptors, Encoding.UTF8.GetBytes(checkPath));
        foreach (OriginServer server in servers)
        {
            Print(StandardOutput, $"{server.Name} listens on {server.Place}\n");
        }

        while (true) // a signal ends the process: there is nothing here to be saved
        {
            loop.Turn();
        }
    }

    /// <summary>As many descriptors as may be had, up to the table's size.</summary>
    private static unsafe int RaiseDescriptors()
    {
        RLimit limit;
        if (Sys.GetRLimit(Sys.RLIMIT_NOFILE, &limit) == 0 && limit.Soft < DescriptorsMax)
        {
            limit.Soft = ulong.Min(limit.Hard, DescriptorsMax);
            Sys.SetRLimit(Sys.RLIMIT_NOFILE, &limit); // refused: the old limit stands, and is read below
        }

        return int.Min(Sys.DescriptorLimit(), DescriptorsMax);
    }

    private static void Print(int descriptor, string text)
    {
        System.ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        while (!rest.IsEmpty)
        {
            int written = Sys.Write(descriptor, rest);
            if (written <= 0)
            {
                return; // nobody listens: no reason to stop
            }

            rest = rest[written..];
        }
    }
}
