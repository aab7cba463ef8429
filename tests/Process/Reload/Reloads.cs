namespace Weir.Tests.Process.Reload;

/// <summary>What asks for a reload.</summary>
internal static class Reloads
{
    public const int SigHup = 1;
    public const int SigUsr2 = 12;
}
