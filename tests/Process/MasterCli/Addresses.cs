using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.MasterCli;

/// <summary>Where the master's socket may be, and who gets in.</summary>
public sealed class Addresses
{
    [Theory, Both]
    public async Task TheFileHasTheRightsThatAreWritten(Product product)
    {
        using Place place = new();
        string path = place.PathOf("cli");

        await using Started started = await Start(
            product, place, $"{path},mode,620,uid,7,gid,8,level,operator");

        Assert.Equal("operator\n\n", await CliClient.Ask(path, "show cli level"));
        await using Started stat = Started.Run("/usr/bin/stat", "-c", "%F %a %u %g", path);
        Assert.Equal("socket 620 7 8\n", (await stat.End()).Output);
        Assert.DoesNotContain(
            Directory.GetFiles(place.Folder), file => file.Contains("cli.", System.StringComparison.Ordinal));
    }

    [Theory, Both("unix@"), Both("")]
    public async Task ASocketThatNobodyServesAnyMoreIsReplaced(Product product, string prefix)
    {
        using Place place = new();
        string path = place.PathOf("cli");
        using (Socket stale = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            stale.Bind(new UnixDomainSocketEndPoint(path + "-first"));
            File.Move(path + "-first", path); // or it would be removed along with its socket
        }

        await using Started started = await Start(product, place, prefix + path);

        Assert.Equal("admin\n\n", await CliClient.Ask(path, "show cli level"));
    }

    [Theory, WeirAlone("2.6 replaces whatever lies there")]
    public async Task WhatIsNoSocketIsNotReplaced(Product product)
    {
        using Place place = new();
        string path = place.Write("cli", "precious");

        Finished ran = await Finished.Run(product, "-W", "-S", path, "-f", place.Good());

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(
            "Binding [master-socket:0] for proxy MASTER: cannot bind UNIX socket (Address already in use) "
                + $"[{path}]",
            ran.Errors);
        Assert.Equal("precious", File.ReadAllText(path));
        await Sockets.Expect(place, 0);
    }

    [Theory, Both]
    public async Task AFolderThatIsNotThereEndsTheStart(Product product)
    {
        using Place place = new();
        string path = place.PathOf("no/cli");

        Finished ran = await Finished.Run(product, "-W", "-S", path, "-f", place.Good());

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(
            "Binding [master-socket:0] for proxy MASTER: cannot bind UNIX socket (No such file or directory) "
                + $"[{path}]",
            ran.Errors);
    }

    [Theory, Both]
    public async Task ItMayBeAPort(Product product)
    {
        using Place place = new();
        using Place other = new();

        string[] words = ["-S", $"127.0.0.1:{other.Port}", "-f", place.Good()];
        await using Started started = await Masters.Start(product, place, other.Endpoint, words);
        using CliClient client = await CliClient.To(other.Endpoint);
        client.Send("show cli level;quit\n");

        Assert.Equal("admin\n\n", await client.ReadToEnd());
    }

    [Theory, Both]
    public async Task ItMayBeAnAbstractName(Product product)
    {
        using Place place = new();

        string whole = ('\0' + place.PathOf("cli")).PadRight(108, '\0'); // manual, "abns@"
        string[] words = ["-S", $"abns@{place.PathOf("cli")}", "-f", place.Good()];
        await using Started started = await Masters.Start(
            product, place, new UnixDomainSocketEndPoint(whole), words);

        Assert.Equal("admin\n\n", await CliClient.Ask(whole, "show cli level"));
    }

    [Theory, Both]
    public async Task ThereMayBeSeveral(Product product)
    {
        using Place place = new();
        string[] words =
        [
            "-S", $"{place.PathOf("one")},level,user", "-S", place.PathOf("two"), "-f", place.Good(),
        ];

        await using Started started = await Masters.Start(
            product, place, new UnixDomainSocketEndPoint(place.PathOf("two")), words);

        Assert.Equal("user\n\n", await CliClient.Ask(place.PathOf("one"), "show cli level"));
        Assert.Equal("admin\n\n", await CliClient.Ask(place.PathOf("two"), "show cli level"));
    }

    [Theory, Both]
    public async Task WithoutMasterWorkerModeThereIsNone(Product product)
    {
        using Place place = new();
        string[] words = ["-db", "-S", place.PathOf("cli"), "-f", place.Good()];

        await using Started started = await Started.Serve(Binaries.PathOf(product), place, words);

        await started.Says(
            "config : a master CLI socket was defined, but master-worker mode (-W) is not enabled.");
        Assert.False(File.Exists(place.PathOf("cli")));
    }

    [Theory, Both]
    public async Task InTheBackgroundToo(Product product)
    {
        using Place place = new();
        string[] words =
        [
            "-W", "-D", "-S", place.PathOf("cli"), "-p", place.PathOf("pid"), "-f", place.Good(),
        ];
        Finished ran = await Finished.Run(product, words);

        string proc = await CliClient.Ask(place.PathOf("cli"), "show proc");
        string pid = File.ReadAllText(place.PathOf("pid")).TrimEnd();
        int[] family = [.. ProcessTree.Of(int.Parse(pid))];
        ProcessTree.Signal(int.Parse(pid), ProcessTree.SigTerm);
        await Patience.Until(
            () => !System.Array.Exists(family, ProcessTree.IsAlive), () => $"{pid} is still alive");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains($"\n{pid} ", proc);
    }

    [Theory]
    [Both("/tmp/x,nonsense", "'/tmp/x nonsense' : unknown keyword 'nonsense'.")]
    [Both("/tmp/x,mode,9", "'/tmp/x mode' : ''mode' : missing or invalid mode '9' (octal integer expected)'")]
    [Both("/tmp/x,level,root",
        "'/tmp/x level' : ''level' only supports 'user', 'operator', and 'admin' (got 'root')'")]
    [Both("/tmp/x,user,no-such", "'/tmp/x user' : ''user' : unknown user name 'no-such''")]
    [Both("relative", "missing port specification in 'relative'")]
    public async Task WhatCannotBeUsedIsToldByACheckToo(Product product, string text, string fault)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-c", "-W", "-S", text, "-f", place.Good());

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"config : {fault}\n", ran.Errors);
        Assert.Contains("config : Can't create the master's CLI.\n", ran.Errors);
    }

    /// <summary>At the path "cli" of the place, however that is written.</summary>
    private static Task<Started> Start(Product product, Place place, string address) => Masters.Start(
        product,
        place,
        new UnixDomainSocketEndPoint(place.PathOf("cli")),
        ["-S", address, "-f", place.Good()]);
}
