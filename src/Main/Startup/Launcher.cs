using System;
using System.Collections.Generic;
using Weir.Kernel.Calls;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main.CommandLine;
using Weir.Main.Master;
using Weir.Main.Messages;
using Weir.Main.Spawn;
using Weir.Model.Compile;
using Weir.Model.Keywords;
using Weir.Model.Plan;

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

        if (_asked.WorkingFolder is { } folder && !ChangeTo(folder))
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
        if (ConfigFiles.Read(_asked.Paths, _log) is not { } files)
        {
            return 1;
        }

        SetVariables(files);
        ConfigPlan? plan = PlanLoader.LoadFirst(files, _asked, out ConfigText text, out ReportList reports);
        _log.Quiet |= plan is { Global.Quiet: true } && !_asked.Verbose;
        _log.Show(reports, _asked.Diagnostics);
        if (plan is null)
        {
            _log.Alert("config : Fatal errors found in configuration.");
            return 1;
        }

        if (_asked.WarningsAreErrors && reports.Warnings > 0)
        {
            _log.Alert("config : Some warnings were found and 'zero-warning' is set. Aborting.");
            return 1;
        }

        ListKeywords();
        if (_asked.CheckOnly)
        {
            TellGood(reports);
            return 0;
        }

        bool daemon = plan.Global.Daemon && !_asked.StaysInForeground;
        return daemon ? DaemonLaunch.Launch(_program, _words, text, _log) : Serve(plan, text);
    }

    private int Serve(ConfigPlan plan, ConfigText text) =>
        new MasterProcess(new MasterStart
        {
            Asked = _asked,
            Plan = plan,
            Text = text,
            Program = _program,
            Log = _log,
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
            MessageLog.Print(KeywordClasses.ConfigurationTitle + Listing.Text(KeywordTables.Index.All));
        }
    }

    private void TellGood(ReportList reports)
    {
        if (_asked.Verbose)
        {
            MessageLog.Print(reports.Warnings > 0
                ? "Warnings were found.\nConfiguration file is valid\n"
                : "Configuration file is valid\n");
        }
    }

    /// <summary>
    /// What a configuration may name in ${...} beside the user's own variables. Children inherit them.
    /// </summary>
    private void SetVariables(List<SourceFile> files)
    {
        Environment.SetEnvironmentVariable("HAPROXY_LOCALPEER", _asked.LocalPeer ?? Environment.MachineName);
        string names = string.Join(';', files.ConvertAll(file => file.Name));
        Environment.SetEnvironmentVariable("HAPROXY_CFGFILES", names);
    }
}
