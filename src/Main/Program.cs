using System;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Main.Roles;
using Weir.Main.Messages;
using Weir.Main.Origin;
using Weir.Main.Signals;
using Weir.Main.Spawn;
using Weir.Main.Startup;

namespace Weir.Main;

/// <summary>One binary, several roles: the first word of the command line tells which.</summary>
internal static class Program
{
    private const string OriginWord = "origin";

    private static int Main(string[] words)
    {
        Must.LastWords = static text => MessageLog.PrintError($"weir: {text}\n");
        Descriptors.FillStandard();
        OurSignals.Prepare();
        HostName.Text = Sys.HostName();
        try
        {
            return Run(words);
        }
        catch (Exception fault)
        {
            MessageLog.PrintError($"weir: {fault.GetType().Name}: {fault.Message}\n");
            return 1;
        }
    }

    private static int Run(string[] words) => (words.Length > 0 ? words[0] : "") switch
    {
        OriginWord => OriginCommand.Run(words[1..]),
        ConvertCommand.Word => new ConvertCommand().Run(words[1..]),
        HandedDown.WorkerRole => WorkerProcess.Run(words),
        HandedDown.KeeperRole => KeeperProcess.Run(),
        _ when DaemonLaunch.IsLaunched => DaemonLaunch.Serve(words),
        _ => new Launcher(words).Run(),
    };
}
