namespace Weir.Main.CommandLine;

/// <summary>
/// What may follow <c>-dK</c>, separated by commas (management guide, "-dK"). The classes that HAProxy has
/// beside these (acl, cli, cnv, flt, smp) have no keywords here.
/// </summary>
internal static class KeywordClasses
{
    public const string Help =
        "# List of supported keyword classes:\n"
        + "all: list all keywords\n"
        + "cfg: configuration keywords\n";

    public const string ConfigurationTitle = "# List of registered configuration keywords:\n";

    /// <summary>Null, or what is wrong with the list.</summary>
    public static string? Add(Invocation to, string classes)
    {
        foreach (string name in classes.Split(','))
        {
            switch (name)
            {
                case "":
                    break; // -dK alone lists nothing, as in HAProxy
                case "help":
                    to.ListsClasses = true;
                    break;
                case "all" or "cfg":
                    to.ListsKeywords = true;
                    break;
                default:
                    return $"there is no keyword class '{name}'";
            }
        }

        return null;
    }
}
