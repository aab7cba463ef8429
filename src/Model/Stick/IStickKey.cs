using System;
using Weir.Model.Contracts.Rules;

namespace Weir.Model.Stick;

/// <summary>Takes a key of a stick table; it allocates nothing when it does.</summary>
public interface IStickKey
{
    /// <summary>
    /// The key, of at most the table's length; false: there is none. Its bytes lie in the message or in
    /// what the context lends.
    /// </summary>
    bool TryRead(ref RuleContext context, StickTablePlan table, out ReadOnlySpan<byte> key);
}
