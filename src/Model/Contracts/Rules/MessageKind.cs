namespace Weir.Model.Contracts.Rules;

/// <summary>What rules are run on.</summary>
public enum MessageKind : byte
{
    /// <summary>A connection: what is read of it, if anything, is no HTTP (<c>mode tcp</c>).</summary>
    None,

    Request,
    Response,
}
