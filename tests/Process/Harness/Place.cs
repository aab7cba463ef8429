using System;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace Weir.Tests.Process.Harness;

/// <summary>One test's folder and ports, gone with the test.</summary>
internal sealed class Place : IDisposable
{
    private readonly Socket _reserved = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Place()
    {
        Folder = Directory.CreateTempSubdirectory("weir-process-").FullName;

        // Bound, never listening, and with the option that both products set as well: the port stays this
        // test's own, and whoever connects to it reaches the product or nobody.
        _reserved.SetRawSocketOption(1, 15, BitConverter.GetBytes(1)); // SOL_SOCKET, SO_REUSEPORT
        _reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)_reserved.LocalEndPoint!).Port;
    }

    public string Folder { get; }

    /// <summary>A port of 127.0.0.1 that nobody listens on yet.</summary>
    public int Port { get; }

    /// <summary>The address of the only server; where nobody listens, unless told.</summary>
    public string Server { get; init; } = "127.0.0.1:1";

    public IPEndPoint Endpoint => new(IPAddress.Loopback, Port);

    /// <summary>
    /// A configuration that both products take without a warning: one frontend at <see cref="Port"/>.
    /// </summary>
    public string GoodText => Text("");

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>The good configuration with more lines in its <c>global</c> section.</summary>
    public string Text(string global) =>
        $"""
        global
            maxconn 100
        {global}
        defaults
            mode http
            timeout client 10s
            timeout server 10s
            timeout connect 10s
        frontend fe
            bind 127.0.0.1:{Port}
            default_backend be
        backend be
            server a {Server}

        """;

    /// <summary>
    /// Writes a file, at once for whoever may be reading it just now, and returns its path.
    /// </summary>
    public string Write(string name, string text)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
        return path;
    }

    /// <summary>The good configuration as a file.</summary>
    public string Good(string global = "") => Write("good.cfg", Text(global));

    /// <summary>Changes the file of <see cref="Good"/>.</summary>
    public void Rewrite(Func<string, string> how) =>
        Write("good.cfg", how(File.ReadAllText(PathOf("good.cfg"))));

    public void Dispose()
    {
        _reserved.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
