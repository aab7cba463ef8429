namespace Weir.Model.Plan.Process;

/// <summary>How much a session may do; each level may do what those before it may.</summary>
public enum ControlLevel
{
    User,
    Operator,
    Admin,
}

/// <summary>The names of levels.</summary>
public static class ControlLevels
{
    /// <summary>By level.</summary>
    public static readonly string[] Names = ["user", "operator", "admin"];
}
