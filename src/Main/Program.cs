namespace Weir.Main;

internal static class Program
{
    private static int Main(string[] args) => args is ["origin", ..] ? Origin.OriginCommand.Run(args[1..]) : 1;
}
