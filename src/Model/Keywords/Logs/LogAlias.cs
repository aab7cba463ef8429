using Weir.Model.Plan.Logs;

namespace Weir.Model.Keywords.Logs;

/// <summary>A variable of <c>log-format</c>: one row of the manual's table (8.2.6).</summary>
/// <param name="Name">Without its percent sign.</param>
/// <param name="Field">What it tells; Nothing: known, and not done.</param>
/// <param name="AtEnd">A line with it waits for the end of the stream, unless <c>option logasap</c> is
/// set.</param>
/// <param name="ForHttp">Refused without <c>mode http</c>.</param>
internal sealed record LogAlias(
    string Name, LogField Field = LogField.Nothing, bool AtEnd = false, bool ForHttp = false);
