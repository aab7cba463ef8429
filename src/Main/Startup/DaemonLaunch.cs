using System;
using System.Globalization;
using Weir.Ground.Check;
using Weir.Kernel.Calls;
using Weir.Main.CommandLine;
using Weir.Main.Master;
using Weir.Main.MasterCli;
using Weir.Main.Messages;
using Weir.Main.Signals;
using Weir.Main.Spawn;
using Weir.Model.Compile;
using Weir.Model.Plan;

namespace Weir.Main.Startup;

/// <summary>
/// Both sides of going into the background. The launcher hands the checked configuration to a new process of
/// its own image in a session of its own, and leaves with 0 only when that one has bound every port and its
/// workers serve.
/// </summary>
internal static class DaemonLaunch
{
    /// <summary>True in the process that a launcher has left behind.</summary>
    public static bool IsLaunched =>
        Environment.GetEnvironmentVariable(HandedDown.LaunchedVariable) is not null;

    /// <summary>The launcher's side; its exit code.</summary>
    public static int Launch(ExecutedPath program, string[] words, ConfigText text, MessageLog log)
    {
        int heard = -1;
        int told = -1;
        int configuration = ConfigurationFile.Create(text, HandedDown.FirstCall, out long length);
        int pid = configuration < 0 ? configuration : Sys.Pipe(out heard, out told);
        if (pid >= 0)
        {
            told = Descriptors.MoveUp(told, HandedDown.FirstCall);
            HandDown[] handed = [new(told, HandedDown.Control), new(configuration, HandedDown.Configuration)];
            string typed = Environment.GetCommandLineArgs()[0];
            pid = Spawner.Start(program, new SpawnOrder([typed, .. words], handed)
            {
                Environment = [$"{HandedDown.LaunchedVariable}={length}"],
                NewSession = true,
            });
            Sys.Close(told); // or the end of the other process would not be seen
        }

        if (pid < 0)
        {
            log.Alert($"cannot start the background process ({Errno.Text(-pid)})");
            return 1;
        }

        return IsServing(heard) ? 0 : 1; // what went wrong, it has told itself
    }

    /// <summary>
    /// The other side: takes over what the launcher handed down and is the master. Its exit code.
    /// </summary>
    public static int Serve(string[] words)
    {
        OurSignals.BlockInFinalizers();
        string length = Environment.GetEnvironmentVariable(HandedDown.LaunchedVariable) ?? "";
        Environment.SetEnvironmentVariable(HandedDown.LaunchedVariable, null);
        if (!long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
            || !Sys.IsOpen(HandedDown.Control)
            || ConfigurationFile.Read(HandedDown.Configuration, bytes) is not { } text)
        {
            MessageLog.PrintError($"{HandedDown.LaunchedVariable} is set by -D alone, not by hand.\n");
            return 1;
        }

        Sys.Close(HandedDown.Configuration);
        ExecutedPath program = ExecutedPath.Find();
        Invocation asked = new();
        Must.Hold(CommandLineReader.Read(words, asked).Fault == CommandLineFault.None);
        ConfigPlan? plan = PlanLoader.LoadChecked(text, asked, namesAccounts: true);
        Must.Hold(plan is not null); // the launcher has compiled these very bytes
        bool quiet = asked.IsQuiet || (plan.Global.Quiet && !asked.Verbose);
        MessageLog log = new(program.Text) { Quiet = quiet };
        return new MasterProcess(new MasterStart
        {
            Asked = asked,
            Plan = plan,
            Text = text,
            Program = program,
            Cli = CliAddresses.ReadAll(asked, plan.Global.Process.MasterWorker, log) ?? [],
            Log = log,
            ReadyPipe = Descriptors.MoveUp(HandedDown.Control, HandedDown.FirstCall),
        }).Run();
    }

    private static bool IsServing(int pipe)
    {
        Span<byte> word = stackalloc byte[1];
        int count;
        while ((count = Sys.Read(pipe, word)) == -Errno.EINTR)
        {
            // a signal to the launcher changes nothing
        }

        return count == 1;
    }
}
