using Weir.Kernel.Calls;

namespace Weir.Main.CommandLine;

/// <summary>
/// What <c>-v</c> prints. Tools that know HAProxy take three integers and a dash from the first line; the
/// second says what this really is.
/// </summary>
internal static class VersionText
{
    /// <summary>HAProxy's version whose language and answers these are.</summary>
    public const string Compatible = "3.5.0";

    /// <summary>Weir's own.</summary>
    public const string Own = "0.1.0";

    public const string Full = Compatible + "-weir" + Own;

    /// <summary>What <c>feature()</c> in a configuration and <c>-vv</c> tell.</summary>
    public static readonly string[] Features = ["CPU_AFFINITY", "EPOLL", "IO_URING", "POLL"];

    public static string Of(VersionRequest request) => request switch
    {
        VersionRequest.Number => Full + "\n",
        VersionRequest.Short => Compatible + "\n",
        VersionRequest.Branch => Compatible[..Compatible.LastIndexOf('.')] + "\n",
        VersionRequest.Build => Version() + Build(),
        _ => Version(),
    };

    private static string Version() =>
        $"HAProxy version {Full} 2026/11/23\n"
        + $"This is Weir {Own}, a load balancer of its own that speaks HAProxy's configuration language.\n"
        + $"Running on: {Kernel()}\n";

    private static string Build() =>
        "Build options :\n"
        + "  TARGET  = linux-glibc\n"
        + "  OPTIONS = static-pie, Native AOT\n"
        + "\n"
        + "Feature list : +" + string.Join(" +", Features) + " -LUA -OPENSSL -QUIC\n"
        + "\n"
        + "Default settings :\n"
        + "  bufsize = 16384, maxrewrite = 1024, maxpollevents = 256\n"
        + "\n"
        + "Available polling systems :\n"
        + "      epoll : pref=300,  test result OK\n"
        + "Total: 1 (1 usable), will use epoll.\n";

    /// <summary>As uname(1) tells it.</summary>
    private static string Kernel()
    {
        (string release, string version) = Sys.KernelVersion();
        return $"Linux {release} {version} x86_64";
    }
}
