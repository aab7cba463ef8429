namespace Weir.Ground.Net;

/// <summary>
/// The name of this machine, in full as <c>gethostname(2)</c> gives it. Told once, before anything else, by
/// the process's main: this room asks the system nothing.
/// </summary>
public static class HostName
{
    public static string Text { get; set; } = "localhost";
}
