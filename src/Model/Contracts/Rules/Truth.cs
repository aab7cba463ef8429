namespace Weir.Model.Contracts.Rules;

/// <summary>
/// What a condition says. While bytes still come, one that more of them could change is unknown. As numbers,
/// "and" is the lower of two, "or" the higher.
/// </summary>
public enum Truth : byte
{
    No,
    Unknown,
    Yes,
}
