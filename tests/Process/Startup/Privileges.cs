using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Startup;

/// <summary>
/// Who serves is not root and does not see its files. These tests run as root, which alone can give that up.
/// </summary>
public sealed class Privileges
{
    private const string Nobody = "    uid 65534\n    gid 65534\n";

    [Theory, Both]
    public async Task WhoServesIsTheUserInTheFolder(Product product)
    {
        using Place place = new();
        string jail = EmptyFolder(place);

        await using Started started = await Started.Foreground(
            product, place, $"    chroot {jail}\n{Nobody}");

        await new Rights("65534", "65534", "", jail).Hold(product, started);
        Assert.True(Sockets.Accepts(place));
    }

    [Theory]
    [Both("    user nobody\n    group nogroup\n", "65534", "65534")]
    [Both("    user nobody\n", "65534", "0")]
    [Both("    gid 5\n", "0", "5")]
    [Both("    uid 0\n    gid 0\n", "0", "0")]
    public async Task NamesAndNumbersSayAsWhom(Product product, string lines, string user, string group)
    {
        using Place place = new();

        string[] words = ["--clear-groups", Binaries.PathOf(product), "-db", "-f", place.Good(lines)];

        await using Started started = await Started.Serve("/usr/bin/setpriv", place, words);

        await new Rights(user, group, "", "/").Hold(product, started);
    }

    [Theory, Both]
    public async Task SupplementaryGroupsAreGivenUp(Product product)
    {
        using Place place = new();
        string[] words = ["--groups", "4,5", Binaries.PathOf(product), "-db", "-f", place.Good(Nobody)];

        await using Started started = await Started.Serve("/usr/bin/setpriv", place, words);

        await new Rights("65534", "65534", "", "/").Hold(product, started);
    }

    [Theory, WeirAlone("2.6 has no such processes")]
    public async Task TheMasterStaysOutsideAndGivesNobodyNewRights(Product product)
    {
        using Place place = new();
        string jail = EmptyFolder(place);

        await using Started started = await Started.WholeFamily(
            product, place, $"    chroot {jail}\n{Nobody}");

        Assert.Equal(new Rights("0", "0", "", "/"), Rights.Of(started.Pid));
        Assert.Equal("0", Rights.Line(started.Pid, "NoNewPrivs:"));
        Assert.All(
            Rights.Serving(product, started), pid => Assert.Equal("1", Rights.Line(pid, "NoNewPrivs:")));
        Assert.All(
            Rights.Serving(product, started),
            pid => Assert.Equal("0000000000000000", Rights.Line(pid, "CapPrm:")));
    }

    [Theory]
    [WeirAlone("2.6 has no such processes", "worker")]
    [WeirAlone("2.6 has no such processes", "keeper")]
    public async Task WhoReplacesADeadOneIsConfinedAndServes(Product product, string role)
    {
        using Place place = new();
        string jail = EmptyFolder(place);
        await using Started started = await Started.WholeFamily(
            product, place, $"    nbthread 1\n    chroot {jail}\n{Nobody}");
        int dead = await started.ChildOf(role);

        ProcessTree.Signal(dead, ProcessTree.SigKill);
        await started.Says($"New {role} (");

        await new Rights("65534", "65534", "", jail).Hold(product, started);
        Assert.NotEqual(dead, await started.ChildOf(role));
        Assert.Contains("503", await Answer.To(place));
    }

    [Theory, Both]
    public async Task LinesGoOnToStandardOutputFromAnEmptyFolder(Product product)
    {
        using Place place = new();
        string global = $"    log stdout format raw local0\n    chroot {EmptyFolder(place)}\n{Nobody}";
        string text = place.Text(global).Replace(
            "    mode http\n", "    mode http\n    log global\n    option httplog\n");
        string path = place.Write("log.cfg", text);
        await using Started started = await Started.Serve(Binaries.PathOf(product), place, "-db", "-f", path);

        Assert.Contains("503", await Answer.To(place));

        await started.Prints(" fe be/a ");
    }

    [Theory]
    [Both("-db", "")]
    [Both("-db", "    quiet\n")]
    [WeirAlone("2.6's launcher has left with 0 by then", "-D", "    quiet\n")]
    public async Task AFolderThatIsNotThereEndsTheStart(Product product, string mode, string quiet)
    {
        using Place place = new();
        string path = place.Good($"    chroot {place.PathOf("none")}\n{Nobody}{quiet}");

        Finished ran = await Finished.Run(product, mode, "-f", path);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($".main()] Cannot chroot({place.PathOf("none")}).\n", ran.Errors);
        Assert.Single(Regex.Matches(ran.Errors, Regex.Escape("[ALERT]")));
        await Sockets.Expect(place, 0);
    }

    [Theory]
    [Both("    uid 5\n", "Cannot set uid 5.")]
    [Both("    gid 5\n", "Cannot set gid 5.")]
    [Both("    user games\n", "Cannot set uid 5.")]
    [Both("    chroot /\n", "Cannot chroot(/).")]
    public async Task WhoIsNotRootCannotChange(Product product, string line, string message)
    {
        using Place place = new();
        await using Started started = AsNobody(product, place, line);

        Finished ran = await started.End();

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($".main()] {message}\n", ran.Errors);
    }

    [Theory]
    [Both("source 0.0.0.0 usesrc clientip")]
    [Both("source 0.0.0.0 interface lo")]
    public async Task WhatTakesTheRightsOfRootCannotBeDoneByAnother(Product product, string words)
    {
        using Place place = new() { Server = $"127.0.0.1:1 {words}" };

        Finished ran = await Finished.Run(product, "-db", "-f", place.Good(Nobody));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(".main()] Some configuration options require full privileges, "
            + "so global.uid cannot be changed.\n", ran.Errors);
        await Sockets.Expect(place, 0);
    }

    [Theory, Both]
    public async Task WhoIsTheUserAlreadyNeedNotBeRoot(Product product)
    {
        using Place place = new();
        await using Started started = AsNobody(product, place, Nobody);
        await started.Listens(place);

        await started.Says("Failed to drop supplementary groups. Using 'gid'/'group' without 'uid'/'user' is "
            + "generally useless.");
        await new Rights("65534", "65534", "4 5", "/").Hold(product, started);
    }

    [Theory, Both]
    public async Task WrongNamesAreErrorsOfTheFile(Product product)
    {
        using Place place = new();
        string path = place.Good("    user no-such-user\n    group no-such-group\n");

        Finished ran = await Finished.Run(product, "-c", "-f", path);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"parsing [{path}:3] : cannot find user id for 'no-such-user'", ran.Errors);
        Assert.Contains($"parsing [{path}:4] : cannot find group id for 'no-such-group'", ran.Errors);
    }

    [Theory, Both]
    public async Task ASecondLineIsToldAndNotFatal(Product product)
    {
        using Place place = new();
        string path = place.Good($"    user nobody\n{Nobody}    chroot /a\n    chroot /b\n");

        Finished ran = await Finished.Run(product, "-c", "-f", path);

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains($"parsing [{path}:4] : user/uid already specified. Continuing.", ran.Errors);
        Assert.Contains($"parsing [{path}:7] : 'chroot' already specified. Continuing.", ran.Errors);
    }

    private static string EmptyFolder(Place place) =>
        Directory.CreateDirectory(place.PathOf("jail")).FullName;

    private static Started AsNobody(Product product, Place place, string lines)
    {
        // Where the product lies others may not look; and the test's folder is its own.
        string copy = place.PathOf("balancer");
        Binaries.CopyOf(product, copy);
        string path = place.Good(lines);
        foreach (string one in (string[])[place.Folder, copy, path])
        {
            File.SetUnixFileMode(one, File.GetUnixFileMode(one) | UnixFileMode.OtherRead
                | UnixFileMode.OtherExecute | UnixFileMode.UserExecute);
        }

        return Started.Run("/usr/bin/setpriv",
            "--reuid", "65534", "--regid", "65534", "--groups", "4,5", copy, "-db", "-f", path);
    }
}
