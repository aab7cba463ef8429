using System.Collections.Generic;
using System.Linq;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>Something that one product accepts and the other refuses.</summary>
/// <param name="What">A file, or lines in the skeleton of a sheet.</param>
/// <param name="IsOwnAcceptance">Weir accepts it.</param>
/// <param name="Said">
/// The other's first alert, which may be none: what it says later may follow from it. Then Weir's warnings.
/// </param>
internal sealed record Difference(string What, bool IsOwnAcceptance, string Said)
{
    public static string Show(IEnumerable<Placed> lines) =>
        string.Join(" + ", lines.Select(static one => $"{one.In}: {one.Line}"));

    /// <summary>Asks both about a file; null when they agree.</summary>
    /// <param name="text">The file.</param>
    /// <param name="what">How to show it; null: as it is.</param>
    public static Difference? Of(string text, string? what = null)
    {
        Judgement haproxy = Haproxy.Judge(text);
        Judgement own = Own.Judge(text);
        return haproxy.IsAccepted == own.IsAccepted
            ? null
            : new Difference(what ?? text, own.IsAccepted, own.IsAccepted
                ? string.Join('\n', haproxy.Alerts.Take(1).Concat(own.Warnings)) : own.Alerts[0]);
    }

    public override string ToString() =>
        $"only {(IsOwnAcceptance ? "Weir" : "haproxy")} accepts {What}\n    {Said}";
}
