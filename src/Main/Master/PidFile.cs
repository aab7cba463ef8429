using Weir.Kernel.Calls;
using Weir.Main.Messages;

namespace Weir.Main.Master;

/// <summary>
/// The pid file: the master's process id, for whoever sends signals. Written for daemons only, never removed
/// by us.
/// </summary>
internal static class PidFile
{
    /// <summary>False after an alert.</summary>
    public static bool Write(string path, MessageLog log)
    {
        if (SmallFile.Replace(path, $"{Sys.GetProcessId()}\n") < 0)
        {
            log.MainAlert($"Cannot create pidfile {path}");
            return false;
        }

        return true;
    }
}
