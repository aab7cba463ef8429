namespace Weir.Control.Stats.Pages;

/// <summary>Cells under one heading.</summary>
internal sealed class HtmlGroup(string title, HtmlCell[] cells)
{
    public string Title => title;

    public HtmlCell[] Cells => cells;
}
