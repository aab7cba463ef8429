namespace Weir.Wire.Http;

/// <summary>
/// How the end of a body is known (RFC 9112 6.3). There is only one reading of each message.
/// </summary>
public enum BodyKind : byte
{
    None,
    Length,
    Chunked,

    /// <summary>A response without a length: the body ends with the connection.</summary>
    UntilClose,
}

/// <param name="Kind">How the end is known.</param>
/// <param name="Length">Bytes of the body for <see cref="BodyKind.Length"/>, else 0. A length of 0 is <see
/// cref="BodyKind.None"/>.</param>
public readonly record struct BodyPlan(BodyKind Kind, long Length);
