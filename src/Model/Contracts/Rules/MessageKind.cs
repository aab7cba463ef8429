namespace Weir.Model.Contracts.Rules;

/// <summary>What rules are run on.</summary>
public enum MessageKind : byte
{
    /// <summary>A connection of which nothing is read (<c>mode tcp</c>).</summary>
    None,

    Request,
    Response,
}
