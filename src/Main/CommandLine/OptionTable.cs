using Weir.Kernel.Calls;

namespace Weir.Main.CommandLine;

/// <summary>
/// Every option that Weir knows, in the order of the usage text, which is made from these rows.
/// </summary>
internal static class OptionTable
{
    public static readonly Option[] Rows =
    [
        Option.Text("-f", "<cfgfile|cfgdir>", "reads a file, or every *.cfg of a folder ; may be repeated",
            static (to, path) => to.Paths.Add(path)),
        Option.Flag("-v", "displays version", static to => to.Version = VersionRequest.Version),
        Option.Flag("-vv", "shows known build options", static to => to.Version = VersionRequest.Build),
        Option.Flag("-vq", "displays the version's number only",
            static to => to.Version = VersionRequest.Number),
        Option.Flag("-vqs", "displays the number's three integers only",
            static to => to.Version = VersionRequest.Short),
        Option.Flag("-vqb", "displays the version's branch only",
            static to => to.Version = VersionRequest.Branch),
        Option.Flag("-d", "enters debug mode: foreground, one worker", static to => to.Debug = true),
        Option.Flag("-db", "only disables background mode", static to => to.Foreground = true),
        Option.Flag("-V", "enters verbose mode (disables quiet mode)", static to => to.Verbose = true),
        Option.Flag("-D", "goes daemon", static to => to.Daemon = true),
        Option.Text("-C", "<dir>", "changes to <dir> before loading files",
            static (to, folder) => to.WorkingFolder = folder),
        Option.Flag("-W", "master-worker mode", static to => to.MasterWorker = true),
        Option.Flag("-Ws", "master-worker mode with systemd notify support",
            static to => to.MasterWorker = to.TellsService = true),
        Option.Flag("-q", "quiet mode : don't display messages", static to => to.Quiet = true),
        Option.Flag("-c", "check mode : only check config files and exit", static to => to.CheckOnly = true),
        Option.Text("-cc", "<condition>", "check condition : evaluate a condition and exit",
            static (to, text) => to.Condition = text),
        Option.Number("-n", "<maxconn>", "sets the maximum total # of connections (uses ulimit -n)",
            static (to, connections) => to.MaxConn = connections),
        new("-m", "<max megs>", "limits the usable amount of memory (in MB)"),
        Option.Number("-N", "<maxpconn>", "sets the default, per-proxy maximum # of connections",
            static (to, connections) => to.ProxyMaxConn = connections),
        Option.Text("-L", "<name>", "set local peer name (default to hostname)",
            static (to, name) => to.LocalPeer = name),
        Option.Text("-p", "<pidfile>", "writes the master's pid to this file",
            static (to, path) => to.PidFile = path),
        Option.Flag("-4", "resolves names to IPv4 addresses only", static to => to.Ipv4Only = true),
        Option.WithoutMeaning("-de", "disables epoll() usage even when available"),
        Option.WithoutMeaning("-dp", "disables poll() usage even when available"),
        Option.WithoutMeaning("-dk", "disables kqueue() usage even when available"),
        Option.WithoutMeaning("-ds", "disables speculative epoll() usage even when available"),
        Option.WithoutMeaning("-dv", "disables event ports usage even when available"),
        Option.WithoutMeaning("-dS", "disables splice usage (broken on old kernels)"),
        Option.WithoutMeaning("-dG", "disables getaddrinfo() usage"),
        Option.WithoutMeaning("-dF", "disables fast-forwarding"),
        Option.WithoutMeaning("-dZ", "disables zero-copy forwarding"),
        Option.WithoutMeaning("-dI", "enables insecure fork"),
        Option.WithoutMeaning("-dL", "dumps loaded object files after config checks (there are none)"),
        Option.WithoutMeaning("-dM", "debug memory") with { HasTail = true },
        Option.WithoutMeaning("-dV", "disables SSL verify on servers side"),
        Option.Flag("-dW", "fails if any warning is emitted", static to => to.WarningsAreErrors = true),
        Option.Flag("-dD", "diagnostic mode : warn about suspicious configuration statements",
            static to => to.Diagnostics = true),
        new("-dR", "", "disables SO_REUSEPORT usage"),
        new("-dr", "", "ignores server address resolution failures"),
        new("-dC", "", "dumps the configuration") { HasTail = true },
        new("-dK", "", "dumps keywords: -dKcfg, -dKall, -dKhelp", KeywordClasses.Add) { HasTail = true },
        new("-dA", "", "produces an archive of internal state"),
        new("-dT", "", "measures the loading time"),
        new("-dc", "", "shows processor bindings"),
        new("-dt", "", "activates traces on stderr") { HasTail = true },
        new("-sf", "[pid]*", "finishes old pids",
            static (to, pids) => to.Replaced.Add(pids, Signal.Usr1))
        { TakesList = true },
        new("-st", "[pid]*", "terminates old pids",
            static (to, pids) => to.Replaced.Add(pids, Signal.Term))
        { TakesList = true },
        new("-x", "<unix_socket>", "get listening sockets from a unix socket"),
        Option.Text("-S", "<bind>[,<bind options>...]", "new master CLI",
            static (to, text) => to.MasterSockets.Add(text)),
    ];
}
