namespace Weir.Model.Plan.Replies;

/// <summary>What a proxy says by itself with a status, unless its configuration has something else.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Reason">In the status line, and as the page's headline.</param>
/// <param name="Text">The page's only sentence.</param>
public sealed record StockPage(int Status, string Reason, string Text);
