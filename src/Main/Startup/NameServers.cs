using System;
using System.Collections.Generic;
using System.Text;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Sockets;
using Weir.Main.Messages;

namespace Weir.Main.Startup;

/// <summary>The name servers of /etc/resolv.conf, asked one after the other (resolv.conf(5)).</summary>
internal sealed class NameServers
{
    private const int ServersMax = 3;
    private const int Rounds = 2;
    private const int AnswerMs = 2_000;
    private const ushort WellKnownPort = 53;

    private readonly List<IpEndpoint> _servers = [];
    private readonly List<string> _suffixes = [];

    /// <param name="text">As in resolv.conf(5).</param>
    /// <param name="port">Another one than DNS's own is for tests.</param>
    public NameServers(string text, ushort port = WellKnownPort)
    {
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2)
            {
                continue;
            }

            bool isServer = words[0] == "nameserver" && _servers.Count < ServersMax;
            if (isServer && IpReader.TryRead(words[1], out IpEndpoint at))
            {
                _servers.Add(at.WithPort(port));
            }
            else if (words[0] is "search" or "domain")
            {
                _suffixes.Clear(); // the last line of them counts
                _suffixes.AddRange(words[1..]);
            }
        }
    }

    public static NameServers OfThisHost()
    {
        SmallFile.Read("/etc/resolv.conf", out byte[] text);
        return new NameServers(Encoding.UTF8.GetString(text));
    }

    /// <summary>
    /// The names to ask for, in order: one without a dot is tried below the search list first.
    /// </summary>
    public IEnumerable<string> Candidates(string name)
    {
        if (!name.Contains('.'))
        {
            foreach (string suffix in _suffixes)
            {
                yield return $"{name}.{suffix}";
            }
        }

        yield return name;
    }

    /// <summary>The address that some server knows; null when all deny it or are silent.</summary>
    public IpEndpoint? Ask(string name, ushort type)
    {
        byte[] question = DnsMessage.Question(name, type, (ushort)Random.Shared.Next(1 << 16));
        for (int round = 0; round < Rounds && question.Length > 0; round++)
        {
            foreach (IpEndpoint server in _servers)
            {
                byte[] answer = AskOne(server, question);
                if (answer.Length > 0)
                {
                    return DnsMessage.Address(answer, question); // a denial is an answer as well
                }
            }
        }

        return null;
    }

    /// <summary>Empty when the server says nothing of use in time.</summary>
    private static unsafe byte[] AskOne(IpEndpoint server, byte[] question)
    {
        int socket = DatagramSocket.OpenUdp(server.Family);
        if (socket < 0)
        {
            return [];
        }

        byte* address = stackalloc byte[SocketAddress.MaxBytes];
        uint length = SocketAddress.Write(server, address);
        byte[] answer = [];
        if (Sys.Connect(socket, address, length) == 0 && Sys.Write(socket, question) == question.Length)
        {
            answer = Await(socket, question);
        }

        Sys.Close(socket);
        return answer;
    }

    private static byte[] Await(int socket, byte[] question)
    {
        byte[] room = new byte[DnsMessage.MaxBytes];
        long until = Sys.MonotonicMs() + AnswerMs;
        long left;
        while ((left = until - Sys.MonotonicMs()) > 0)
        {
            Watched[] watched = [new Watched { Descriptor = socket, Wanted = Watched.Readable }];
            Sys.Poll(watched, (int)left);
            int count = watched[0].Happened == 0 ? -Errno.EAGAIN : Sys.Read(socket, room);
            if (count >= 0 && DnsMessage.Answers(room.AsSpan(0, count), question))
            {
                return room[..count];
            }

            if (count < 0 && count != -Errno.EAGAIN && count != -Errno.EINTR)
            {
                return []; // refused: nobody listens there
            }
        }

        return [];
    }
}
