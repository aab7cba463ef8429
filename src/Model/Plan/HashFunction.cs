namespace Weir.Model.Plan;

/// <summary>The functions of <c>hash-type</c>.</summary>
public enum HashFunction : byte
{
    Sdbm,
    Djb2,
    Crc32,

    /// <summary>The key is a number already.</summary>
    None,
}
