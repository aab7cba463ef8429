namespace Weir.Main;

internal static class Program
{
    private static int Main() => 1;
}
