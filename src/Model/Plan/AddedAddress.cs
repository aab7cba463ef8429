using Weir.Ground.Net;

namespace Weir.Model.Plan;

/// <summary>A field that carries a connection's address to the server.</summary>
/// <param name="FieldText">The field's name, ready to send: <c>X-Forwarded-For: </c> (colon and space
/// included).</param>
/// <param name="Except">Addresses that are not told; null for none.</param>
/// <param name="IfNone">Only for a request that has no such field yet.</param>
public sealed record AddedAddress(byte[] FieldText, IpNetwork? Except = null, bool IfNone = false)
{
    /// <summary>Bytes of the name alone.</summary>
    public int NameLength => FieldText.Length - ": ".Length;
}
