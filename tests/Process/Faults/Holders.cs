using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Weir.Tests.Process.Faults;

/// <summary>Which connections a process holds, as /proc tells.</summary>
internal static class Holders
{
    private const int Reads = 3; // the kernel lists while others come and go: one reading may miss one

    /// <summary>
    /// The clients' ports of all connections to <paramref name="port"/> that a process, which is stopped, has
    /// accepted.
    /// </summary>
    public static HashSet<int> ClientsOf(int pid, int port)
    {
        HashSet<string> own = [];
        foreach (string path in Directory.GetFileSystemEntries($"/proc/{pid}/fd"))
        {
            string target = File.ResolveLinkTarget(path, returnFinalTarget: false)?.Name ?? "";
            if (target.StartsWith("socket:[", StringComparison.Ordinal)) own.Add(target[8..^1]);
        }

        HashSet<int> clients = [];
        for (int read = 0; read < Reads; read++) AddClients(port, own, clients);
        return clients;
    }

    private static void AddClients(int port, HashSet<string> own, HashSet<int> clients)
    {
        foreach (string line in File.ReadLines("/proc/net/tcp"))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 9 && words[1] == $"0100007F:{port:X4}" && own.Contains(words[9]))
            {
                clients.Add(int.Parse(words[2].AsSpan(9), NumberStyles.HexNumber));
            }
        }
    }
}
