using System;
using System.Collections.Generic;
using Weir.Kernel.Calls;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main.CommandLine;
using Weir.Main.Master;
using Weir.Main.MasterCli;
using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Main.Signals;
using Weir.Main.Spawn;
using Weir.Model.Compile;
using Weir.Model.Keywords;
using Weir.Model.Plan;
using Weir.Model.Plan.Process;

namespace Weir.Main.Startup;

/// <summary>
/// What the user started: reads the command line and the configuration, then becomes the master or leaves one
/// behind.
/// </summary>
internal sealed class Launcher
{
    private readonly ExecutedPath _program = ExecutedPath.Find();
    private readonly Invocation _asked = new();
    private readonly string[] _words;
    private readonly MessageLog _log;
    private readonly Handover? _left = NextImage.TakeOver();

    public Launcher(string[] words)
    {
        _words = words;
        _log = new MessageLog(_program.Text);
    }

    /// <summary>The exit code of the process.</summary>
    public int Run()
    {
        CommandLineResult result = CommandLineReader.Read(_words, _asked);
        if (result.Fault != CommandLineFault.None)
        {
            return Refuse(result);
        }

        if (_asked.Version != VersionRequest.None)
        {
            MessageLog.Print(VersionText.Of(_asked.Version));
            return 0;
        }

        _log.Quiet = _asked.IsQuiet;
        if (_asked.Condition is { } condition)
        {
            return ConditionCheck.Run(condition, _log);
        }

        // An earlier image of this very process has done so already.
        if (_left is null && _asked.WorkingFolder is { } folder && !ChangeTo(folder))
        {
            return 1;
        }

        return _asked.Paths.Count == 0 ? Refuse(new CommandLineResult(CommandLineFault.Usage, "")) : Load();
    }

    private bool ChangeTo(string folder)
    {
        int error = Sys.ChangeFolder(NativeText.Of(folder));
        if (error < 0)
        {
            _log.Alert($"Could not change to directory {folder} : {Errno.Text(-error)}");
        }

        return error >= 0;
    }

    private int Refuse(CommandLineResult result)
    {
        if (result.Fault == CommandLineFault.Usage)
        {
            MessageLog.Print(VersionText.Of(VersionRequest.Version));
            MessageLog.PrintError(Usage.Text(_program.Name));
        }
        else
        {
            _log.Alert(result.Text);
        }

        return 1;
    }

    private int Load()
    {
        OurSignals.BlockInFinalizers();
        if (FreshConfiguration.Read(_asked, _log) is not { } fresh)
        {
            return _left is null ? 1 : Guard(_left);
        }

        if (CliAddresses.ReadAll(_asked, fresh.Plan.Global.Process.MasterWorker, _log) is not { } cli)
        {
            return 1;
        }

        ListKeywords();
        if (_asked.CheckOnly)
        {
            TellGood(fresh.Warnings);
            return 0;
        }

        bool daemon = _left is null && fresh.Plan.Global is { Daemon: true, IsDebug: false }
            && !_asked.StaysInForeground;
        return daemon ? DaemonLaunch.Launch(_program, _words, fresh.Text, _log) : Serve(fresh, cli);
    }

    private int Guard(Handover left) => new Guard(
        _program,
        new FormerChildren(left, _log),
        left,
        CliAddresses.ReadAll(_asked, left.Cli.Count > 0, _log) ?? [],
        _log).Run();

    private int Serve(FreshConfiguration fresh, ControlAddress[] cli) =>
        new MasterProcess(new MasterStart
        {
            Asked = _asked,
            Plan = fresh.Plan,
            Text = fresh.Text,
            Program = _program,
            Log = _log,
            Left = _left,
            Cli = cli,
            Service = _asked.TellsService ? ServiceNotice.OfEnvironment() : ServiceNotice.None,
        }).Run();

    /// <summary>As HAProxy does, with a configuration that is good, and before anything is started.</summary>
    private void ListKeywords()
    {
        if (_asked.ListsClasses)
        {
            MessageLog.Print(KeywordClasses.Help);
        }

        if (_asked.ListsKeywords)
        {
            MessageLog.Print(KeywordClasses.ConfigurationTitle + Listing.Text(Catalogue.Keywords.All));
        }
    }

    private void TellGood(int warnings)
    {
        if (_asked.Verbose)
        {
            MessageLog.Print(warnings > 0
                ? "Warnings were found.\nConfiguration file is valid\n"
                : "Configuration file is valid\n");
        }
    }
}
