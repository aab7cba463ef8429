using Weir.Language.Source;

namespace Weir.Model.Draft;

/// <summary>What a proxy's log lines look like: <c>log-format</c>, or an option that means one.</summary>
/// <param name="Text">As the manual writes it (8.2.6).</param>
/// <param name="Line">Where it was written; null: nowhere, it is what holds by itself.</param>
internal sealed record LogFormatDraft(string Text, ConfigLine? Line)
{
    /// <summary><c>option tcplog</c> (manual, 8.2.2).</summary>
    public const string Tcp =
        "%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq";

    /// <summary><c>option httplog</c> (manual, 8.2.3).</summary>
    public const string Http =
        "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq "
        + "%hr %hs %{+Q}r";

    /// <summary><c>option httplog clf</c>: the same facts behind a line of the common log format.</summary>
    public const string Clf =
        "%{+Q}o %{-Q}ci - - [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s %TR %Tw %Tc %Tr %Ta %tsc "
        + "%ac %fc %bc %sc %rc %sq %bq %CC %CS %hrl %hsl";

    /// <summary>It stands for <c>option httplog</c>: without HTTP, <see cref="Tcp"/> does.</summary>
    public bool IsHttpOption { get; init; }
}
