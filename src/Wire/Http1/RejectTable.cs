namespace Weir.Wire.Http1;

/// <param name="Reject">What was wrong.</param>
/// <param name="Status">Which status a client is answered with; a server's fault is always 502.</param>
/// <param name="Text">What the operator reads.</param>
public readonly record struct RejectRow(Reject Reject, int Status, string Text);

/// <summary>One row for each way a peer can be wrong.</summary>
public static class RejectTable
{
    public static RejectRow RowOf(Reject reject) => new(reject, 400, reject.ToString());
}
