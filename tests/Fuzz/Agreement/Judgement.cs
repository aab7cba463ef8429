using System.Collections.Generic;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>What a product says of a file.</summary>
/// <param name="IsAccepted">It would start.</param>
/// <param name="Refusals">Lines that it refuses, by number, with the first message about each.</param>
/// <param name="Alerts">Every alert, in order.</param>
/// <param name="Warnings">Every warning, in order.</param>
internal sealed record Judgement(
    bool IsAccepted, IReadOnlyDictionary<int, string> Refusals, IReadOnlyList<string> Alerts,
    IReadOnlyList<string> Warnings);
