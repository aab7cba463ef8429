using System;
using Weir.Control.Stats.Columns;

namespace Weir.Control.Stats.Pages;

/// <summary>Writes the cells of a line.</summary>
internal static class HtmlCells
{
    private static readonly StatColumn s_unchanged = StatColumns.Named("lastchg");
    private static readonly StatColumn s_code = StatColumns.Named("check_code");
    private static readonly StatColumn s_duration = StatColumns.Named("check_duration");

    public static void Add(StatText into, HtmlCell cell, StatLine line)
    {
        bool isWord = cell.Form is HtmlForm.Status or HtmlForm.Check or HtmlForm.Presence;
        if ((cell.Column.In & line.Kind) == 0)
        {
            into.Add("<td></td>"u8);
            return;
        }

        into.Add(isWord ? "<td class=\"c\""u8 : "<td"u8);
        AddAside(into, cell, line);
        into.Add(">"u8);
        AddValue(into, cell, line);
        into.Add("</td>"u8);
    }

    /// <summary>The attribute that tells more than the cell; nothing when there is no more.</summary>
    public static void AddAside(StatText into, HtmlCell cell, StatLine line)
    {
        bool isFirst = true;
        foreach (StatColumn column in cell.Aside)
        {
            StatValue value = column.Of(line);
            if (value.IsNothing)
            {
                continue;
            }

            into.Add(isFirst ? " title=\""u8 : "&#10;"u8);
            isFirst = false;
            into.Add(column.Title);
            into.Add(": "u8);
            if (value.IsNumber)
            {
                into.AddGrouped(value.Number);
            }
            else
            {
                into.AddHtml(value.Text);
            }
        }

        into.Add(isFirst ? default : "\""u8);
    }

    private static void AddValue(StatText into, HtmlCell cell, StatLine line)
    {
        StatValue value = cell.Column.Of(line);
        switch (cell.Form)
        {
            case HtmlForm.Status:
                AddStatus(into, value, line);
                break;
            case HtmlForm.Check:
                AddCheck(into, value, line);
                break;
            case HtmlForm.Presence when line.IsServer:
                into.Add(value.Number > 0 ? "Y"u8 : "-"u8);
                break;
            case HtmlForm.Duration when value.IsNumber && value.Number >= 0:
                into.AddDuration(value.Number);
                break;
            case HtmlForm.Limit when value.IsNothing || value.Number == 0:
                into.Add("-"u8);
                break;
            case HtmlForm.Duration:
                break;
            default:
                AddNumber(into, value);
                break;
        }
    }

    private static void AddNumber(StatText into, StatValue value)
    {
        if (value.IsNumber)
        {
            into.AddGrouped(value.Number);
        }
    }

    /// <summary>Of a server that nobody checks it is not known since when.</summary>
    private static void AddStatus(StatText into, StatValue value, StatLine line)
    {
        StatValue since = s_unchanged.Of(line);
        if (since.IsNumber && !line.OfHealth(0).IsNothing)
        {
            into.AddDuration(since.Number);
            into.Add(" "u8);
        }

        into.AddHtml(value.Text);
    }

    private static void AddCheck(StatText into, StatValue value, StatLine line)
    {
        into.AddHtml(value.Text);
        StatValue code = s_code.Of(line);
        if (code.IsNumber)
        {
            into.Add("/"u8);
            into.Add(code.Number);
        }

        StatValue duration = s_duration.Of(line);
        if (duration.IsNumber)
        {
            into.Add(" in "u8);
            into.Add(duration.Number);
            into.Add("ms"u8);
        }
    }
}
