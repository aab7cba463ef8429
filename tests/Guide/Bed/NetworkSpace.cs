using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.Win32.SafeHandles;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Bed;

/// <summary>
/// A network namespace of the kernel: addresses, ports and routes of its own. A socket belongs for ever to
/// the namespace that its thread was in when it was made; a process, to its parent's. It ends with the last
/// of them.
/// </summary>
internal sealed partial class NetworkSpace : IDisposable
{
    private const int NewNetwork = 0x40000000; // CLONE_NEWNET, linux/sched.h
    private const string Established = "01"; // TCP_ESTABLISHED, net/tcp_states.h

    private static readonly SafeFileHandle Home = File.OpenHandle("/proc/self/ns/net");

    private readonly SafeFileHandle _own = Create();

    /// <summary>How other programs name it, for as long as this object lives.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{_own.DangerousGetHandle()}";

    public Socket Tcp() =>
        Inside(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));

    public Socket Udp() =>
        Inside(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));

    public Process Launch(ProcessStartInfo start) => Inside(() => Process.Start(start)!);

    /// <summary>Somebody listens there, in this network.</summary>
    public bool IsListening(IPEndPoint endpoint) =>
        Inside(() => Balancer.IsListening(endpoint, "thread-self"));

    /// <summary>How many connections a listener here has from a client.</summary>
    public int Connections(IPEndPoint listener, IPAddress client) => Read("tcp").Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Count(words => words.Length > 3 && words[1] == $"{Hex(listener.Address)}:{listener.Port:X4}"
            && words[2].StartsWith(Hex(client), StringComparison.Ordinal) && words[3] == Established);

    /// <summary>
    /// The hardware address that this network believes <paramref name="address"/> to have; null if none.
    /// </summary>
    public string? HardwareOf(string address) => Read("arp").Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(words => words.Length > 3 && words[0] == address)?[3];

    /// <summary>One of its interfaces has the address.</summary>
    public bool Has(string address) =>
        Regex.IsMatch(Read("fib_trie"), $@"\|-- {Regex.Escape(address)}\n +/32 host LOCAL\n");

    /// <summary>Sets one of this network's own values below /proc/sys/net.</summary>
    public void Set(string name, string value) => Inside(() =>
    {
        File.WriteAllText("/proc/sys/net/" + name, value);
        return true;
    });

    /// <summary>Runs commands of ip(8) in this network.</summary>
    public void Ip(params string[] commands)
    {
        ProcessStartInfo start = new("ip", ["-batch", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using Process ip = Launch(start);
        ip.StandardInput.Write(string.Join('\n', commands) + "\n");
        ip.StandardInput.Close();
        string complaints = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        if (ip.ExitCode != 0) throw new InvalidOperationException("ip: " + complaints);
    }

    public void Dispose() => _own.Dispose();

    // As /proc/net/tcp has addresses: in the machine's byte order.
    private static string Hex(IPAddress address) =>
        BitConverter.ToUInt32(address.GetAddressBytes()).ToString("X8");

    /// <summary>One of the files below /proc/net.</summary>
    private string Read(string name) => Inside(() => File.ReadAllText("/proc/thread-self/net/" + name));

    /// <summary>
    /// Takes the calling thread into this network and back. <paramref name="act"/> must not wait for anything
    /// that other code does on a thread: nobody else may run on this one while it is away.
    /// </summary>
    private T Inside<T>(Func<T> act)
    {
        if (SetNs(_own, NewNetwork) != 0) throw new Win32Exception();
        try
        {
            return act();
        }
        finally
        {
            // A pool's thread that stayed away would give other tests sockets of a wrong network.
            if (SetNs(Home, NewNetwork) != 0) Environment.FailFast("no way back from a test's network");
        }
    }

    private static SafeFileHandle Create()
    {
        SafeFileHandle? created = null;
        int error = 0;
        // The thread ends in the new namespace; the descriptor keeps it.
        Thread thread = new(() =>
        {
            if (Unshare(NewNetwork) == 0) created = File.OpenHandle("/proc/thread-self/ns/net");
            else error = Marshal.GetLastPInvokeError();
        });
        thread.Start();
        thread.Join();
        return created ?? throw new InvalidOperationException(
            "The tests of the guide give each test a network of its own, with the guide's addresses, and "
            + $"that takes root: run them as root (unshare: {Marshal.GetPInvokeErrorMessage(error)}).");
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNs(SafeFileHandle space, int kind);
}
