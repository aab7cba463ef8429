namespace Weir.Rules.Balance;

/// <summary>Which weights an algorithm respects.</summary>
internal enum WeightSource
{
    /// <summary>
    /// Those on the board: a change while the server is up counts at once, and so does each step of a slow
    /// start.
    /// </summary>
    Live,

    /// <summary>
    /// Those of the configuration ("static": changing a weight on the fly has no effect), save that a server
    /// set to 0 gets nothing.
    /// </summary>
    Configured,
}
