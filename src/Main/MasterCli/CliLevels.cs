namespace Weir.Main.MasterCli;

/// <summary>How much a session may do; each level may do what those before it may.</summary>
internal enum CliLevel
{
    User,
    Operator,
    Admin,
}

/// <summary>The names of levels.</summary>
internal static class CliLevels
{
    /// <summary>By level.</summary>
    public static readonly string[] Names = ["user", "operator", "admin"];
}
