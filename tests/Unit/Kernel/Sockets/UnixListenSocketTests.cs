using System;
using System.IO;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Weir.Kernel.Calls;
using Weir.Kernel.Sockets;
using Xunit;

namespace Weir.Tests.Unit.Kernel.Sockets;

/// <summary>Unix sockets in a folder of the test's own.</summary>
[SupportedOSPlatform("linux")]
public sealed class UnixListenSocketTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weir-unix-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "a.sock");

    [Fact]
    public void ItHasTheRightsThatWereAskedForAndNothingElseIsLeft()
    {
        int socket = UnixListenSocket.Open(Path, new UnixAccess { Mode = 0x1a0 }, 5); // 0640

        Assert.True(socket >= 0);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
            File.GetUnixFileMode(Path));
        Assert.Equal([Path], Directory.GetFileSystemEntries(_folder));
        Connect(new UnixDomainSocketEndPoint(Path));
        Sys.Close(socket);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ASocketThatLiesThereIsReplaced(bool isInUse)
    {
        int former = UnixListenSocket.Open(Path, default, 5);
        if (!isInUse) Sys.Close(former);

        int socket = UnixListenSocket.Open(Path, default, 5);
        Connect(new UnixDomainSocketEndPoint(Path));

        Assert.True(StreamSocketAccepts(socket));
        Sys.Close(socket);
        if (isInUse) Sys.Close(former);
    }

    [Fact]
    public void WhatIsNoSocketStays()
    {
        File.WriteAllText(Path, "precious");

        Assert.Equal(-Errno.EADDRINUSE, UnixListenSocket.Open(Path, default, 5));
        Assert.Equal("precious", File.ReadAllText(Path));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void WhatCannotBeDoneIsAnErrnoAndLeavesNothing()
    {
        string deep = System.IO.Path.Combine(_folder, "no", "a.sock");
        string tooLong = System.IO.Path.Combine(_folder, new string('a', 108));

        Assert.Equal(-Errno.ENOENT, UnixListenSocket.Open(deep, default, 5));
        Assert.Equal(-Errno.ENAMETOOLONG, UnixListenSocket.Open(tooLong, default, 5));
        Assert.Equal(-Errno.ENAMETOOLONG, UnixListenSocket.OpenAbstract(new string('a', 108), 5));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void AnAbstractNameHasNoFileAndOneOwner()
    {
        string name = _folder; // as a name it is nobody else's
        int socket = UnixListenSocket.OpenAbstract(name, 5);

        Assert.True(socket >= 0);
        Connect(new UnixDomainSocketEndPoint(('\0' + name).PadRight(108, '\0')));
        Assert.Equal(-Errno.EADDRINUSE, UnixListenSocket.OpenAbstract(name, 5));
        Sys.Close(socket);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Connect(UnixDomainSocketEndPoint to)
    {
        using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(to);
    }

    private static unsafe bool StreamSocketAccepts(int listener)
    {
        int connection = Sys.Accept4(listener, null, null, Sys.SOCK_CLOEXEC);
        if (connection >= 0) Sys.Close(connection);
        return connection >= 0;
    }
}
