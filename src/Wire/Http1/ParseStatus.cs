namespace Weir.Wire.Http1;

public enum ParseStatus : byte
{
    /// <summary>
    /// Nothing wrong so far, and the head has not ended: call again, from the start, when more bytes came.
    /// </summary>
    Incomplete,
    Complete,
    Rejected,
}
