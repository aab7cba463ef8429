using System;
using Weir.Control;
using Weir.Control.Cli;
using Weir.Main.CommandLine;
using Weir.Main.MasterCli;
using Weir.Main.Messages;
using Weir.Main.Spawn;

namespace Weir.Main.Roles;

/// <summary>The keeper: what watches and answers, off the byte path.</summary>
internal static class KeeperProcess
{
    /// <summary>The exit code.</summary>
    public static int Run()
    {
        if (ChildStart.Receive(HandedDown.KeeperRole) is not { } start)
        {
            return 1;
        }

        MessageLog log = new(Environment.GetCommandLineArgs()[0]);
        ControlSockets controls = new(CliAddresses.Accounts);
        if (controls.Open(start.Plan.Global.Process.Controls) is { } fault)
        {
            log.Alert(fault);
            return 1;
        }

        start.LetGo();
        KeeperSetup setup = new()
        {
            Plan = start.Plan,
            Compile = start.Compile,
            Board = start.Board,
            Control = HandedDown.Control,
            Channel = HandedDown.Keeper,
            Version = VersionText.Own,
            FullVersion = VersionText.Full,
            Controls = controls,
            Alert = log.Alert,
            MasterPid = start.Order.MasterPid,
            IsQuiet = start.Order.Quiet != 0,
            Calls = start.Calls,
            Begin = () =>
            {
                bool isConfined = start.Confine();
                if (isConfined)
                {
                    start.TellReady();
                }

                return isConfined;
            },
        };
        return KeeperLoop.Run(setup);
    }
}
