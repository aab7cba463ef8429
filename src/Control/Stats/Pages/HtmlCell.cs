using Weir.Control.Stats.Columns;

namespace Weir.Control.Stats.Pages;

/// <summary>How a value is written in a table.</summary>
internal enum HtmlForm
{
    /// <summary>A number, its thousands apart.</summary>
    Count,

    /// <summary>The same; a dash where there is no limit.</summary>
    Limit,

    /// <summary>Seconds; nothing below 0.</summary>
    Duration,

    /// <summary>Since when, and the state.</summary>
    Status,

    /// <summary>What the last check came to, and how long it took.</summary>
    Check,

    /// <summary>Of a server Y or a dash, of a backend how many.</summary>
    Presence,
}

/// <summary>One cell of each line in a table.</summary>
/// <param name="column">What it shows, and its title.</param>
/// <param name="form">How.</param>
/// <param name="aside">What is told when the cell is pointed at.</param>
internal sealed class HtmlCell(StatColumn column, HtmlForm form, StatColumn[] aside)
{
    public StatColumn Column => column;

    public HtmlForm Form => form;

    public StatColumn[] Aside => aside;

    /// <summary>The same in every table, so that what belongs together stands below each other.</summary>
    public int WidthEm => Form switch
    {
        HtmlForm.Check => 11,
        HtmlForm.Status => 9,
        HtmlForm.Duration => 5,
        _ => Column.Name is "bin" or "bout" ? 8 : Column.Name is "stot" or "lbtot" ? 6 : 4,
    };

    public static HtmlCell Of(string column, HtmlForm form = HtmlForm.Count, params string[] aside) =>
        new(StatColumns.Named(column), form, System.Array.ConvertAll(aside, StatColumns.Named));
}
