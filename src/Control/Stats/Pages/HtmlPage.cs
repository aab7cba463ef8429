using System;
using Weir.Control.Orders;
using Weir.Control.Stats.Columns;
using Weir.Ground.Net;
using Weir.Language.Source;
using Weir.Model.Plan;

namespace Weir.Control.Stats.Pages;

/// <summary>The page for people: facts about the process, then a table for each proxy.</summary>
internal sealed class HtmlPage : StatPage
{
    private static readonly byte[] s_tableHead = TableHead();

    private readonly StatOptions _options;
    private readonly ProcessFacts _facts;

    public HtmlPage(
        ConfigPlan plan, StatsPlan rules, StatLine line, in StatOptions options, ProcessFacts facts)
        : base(plan, rules, line)
    {
        _options = options;
        _facts = facts;
        HidesDown = options.HidesDown;
    }

    /// <summary>The reader may change servers: with a form that says how.</summary>
    public bool MayGiveOrders { get; init; }

    protected override void AddHead(StatText into)
    {
        into.Add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"u8);
        into.Add("<meta name=\"viewport\" content=\"width=device-width\"/><title>Weir statistics"u8);
        AddNode(into);
        into.Add("</title><link rel=\"icon\" href=\"data:,\"/><style>"u8);
        into.Add(HtmlStyle.Sheet);
        into.Add("</style></head>\n<body><header><h1>Weir"u8);
        if (!Rules.HidesVersion)
        {
            into.Add(" <small>version "u8);
            into.Add(_facts.Version);
            into.Add("</small>"u8);
        }

        into.Add("</h1><p>Statistics of process "u8);
        into.Add(_facts.Pid);
        AddNode(into);
        if (Rules.Description.Length > 0)
        {
            into.Add(": "u8);
            into.AddHtml(Rules.Description);
        }

        into.Add("</p></header>\n"u8);
        AddNotice(into);
        into.Add("<div class=\"facts\">"u8);
        _facts.AddTo(into, Plan);
        AddLinks(into);
        AddLegend(into);
        into.Add("</div>\n"u8);
    }

    protected override void AddProxy(StatText into, ProxyPlan proxy)
    {
        into.Add("<section><h2 id=\""u8);
        into.AddHtml(proxy.NameText);
        into.Add("\"><a href=\"#"u8);
        into.AddHtml(proxy.NameText);
        into.Add("\">"u8);
        into.AddHtml(proxy.NameText);
        into.Add("</a><small>"u8);
        into.Add(proxy.Frontend is null ? "backend"u8 : proxy.Backend is null ? "frontend"u8 : "listen"u8);
        into.Add(proxy.Mode == ProxyMode.Http ? ", http"u8 : ", tcp"u8);
        if (proxy.Description.Length > 0)
        {
            into.Add(": "u8);
            into.AddHtml(proxy.Description);
        }

        into.Add("</small></h2>"u8);
        into.Add(HasForm(proxy) ? "<form method=\"post\">"u8 : default);
        into.Add("<div class=\"wide\"><table>"u8);
        into.Add(s_tableHead);
        into.Add("<tbody>\n"u8);
    }

    protected override void AddLine(StatText into)
    {
        into.Add("<tr class=\""u8);
        into.Add(ClassOf(Line));
        into.Add("\"><th scope=\"row\""u8);
        if (Rules.ShowsLegends)
        {
            HtmlCells.AddAside(into, HtmlLayout.Name, Line);
        }

        into.Add(">"u8);
        if (Line.IsServer && MayGiveOrders)
        {
            into.Add("<input type=\"checkbox\" name=\"s\" value=\""u8);
            into.AddHtml(Line.Name);
            into.Add("\"/>"u8);
        }

        into.Add("<a id=\""u8);
        AddAnchor(into);
        into.Add("\" href=\"#"u8);
        AddAnchor(into);
        into.Add("\">"u8);
        AddName(into);
        into.Add("</a></th>"u8);
        foreach (HtmlGroup group in HtmlLayout.Groups)
        {
            foreach (HtmlCell cell in group.Cells)
            {
                HtmlCells.Add(into, cell, Line);
            }
        }

        into.Add("</tr>\n"u8);
    }

    protected override void AddProxyEnd(StatText into)
    {
        into.Add("</tbody></table></div>"u8);
        if (HasForm(Line.Proxy))
        {
            into.Add("<p class=\"order\">With the checked servers: "u8);
            into.Add("<select name=\"action\"><option></option>"u8);
            foreach ((string name, string title) in OrderNames.Rows)
            {
                into.Add($"<option value=\"{name}\">{title}</option>");
            }

            into.Add("</select> <input type=\"hidden\" name=\"b\" value=\"#"u8);
            into.Add(Line.Proxy.NumericId);
            into.Add("\"/><input type=\"submit\" value=\"Apply\"/></p></form>"u8);
        }

        into.Add("</section>\n"u8);
    }

    protected override void AddFoot(StatText into) => into.Add("</body></html>\n"u8);

    /// <summary>Widths and headings, which all tables have in common.</summary>
    private static byte[] TableHead()
    {
        StatText into = new();
        into.Add("<colgroup><col class=\"name\"/>"u8);
        foreach (HtmlGroup group in HtmlLayout.Groups)
        {
            foreach (HtmlCell cell in group.Cells)
            {
                into.Add($"<col style=\"width:{cell.WidthEm}em\"/>");
            }
        }

        into.Add("</colgroup><thead><tr><th rowspan=\"2\"></th>"u8);
        foreach (HtmlGroup group in HtmlLayout.Groups)
        {
            into.Add($"<th colspan=\"{group.Cells.Length}\">{group.Title}</th>");
        }

        into.Add("</tr><tr>"u8);
        foreach (HtmlGroup group in HtmlLayout.Groups)
        {
            foreach (HtmlCell cell in group.Cells)
            {
                into.Add($"<th>{cell.Column.Title}</th>");
            }
        }

        into.Add("</tr></thead>"u8);
        return into.Bytes.ToArray();
    }

    /// <summary>What colours a line.</summary>
    private static ReadOnlySpan<byte> ClassOf(StatLine line)
    {
        if (!line.IsServer)
        {
            return line.IsFrontend ? "fe"u8 : "be"u8;
        }

        ReadOnlySpan<byte> status = line.Status;
        bool isBackup = line.Server.Backup;
        return status[0] switch
        {
            (byte)'n' => "nocheck"u8,
            (byte)'N' => "nolb"u8,
            (byte)'M' => "maint"u8,
            (byte)'D' when status[1] == 'R' => "nolb"u8,
            (byte)'D' when line.IsChanging => isBackup ? "brising"u8 : "rising"u8,
            (byte)'D' => "down"u8,
            _ when line.IsChanging => isBackup ? "bfalling"u8 : "falling"u8,
            _ => isBackup ? "bup"u8 : "up"u8,
        };
    }

    private bool HasForm(ProxyPlan proxy) => MayGiveOrders && proxy.Backend is { Servers.Length: > 0 };

    private void AddNode(StatText into)
    {
        if (Rules.Node is { } node)
        {
            into.Add(" on "u8);
            into.AddHtml(node.Length > 0 ? node : ByteText.FromUnicode(HostName.Text));
        }
    }

    /// <summary>What became of an order that the page was sent before.</summary>
    private void AddNotice(StatText into)
    {
        if (OrderForm.Saying(_options.Outcome) is { Length: > 0 } saying)
        {
            into.Add("<p class=\"say\">"u8);
            into.Add(saying);
            into.Add(" <a href=\""u8);
            AddLink(into, _options.HidesDown, _options.DoesNotRefresh, default);
            into.Add("\">Close</a></p>\n"u8);
        }
    }

    private void AddLinks(StatText into)
    {
        (bool hides, bool stays) = (_options.HidesDown, _options.DoesNotRefresh);
        into.Add("<div><h3>Display</h3><ul><li><a href=\""u8);
        AddLink(into, !hides, stays, default);
        into.Add(hides ? "\">Show all servers"u8 : "\">Hide servers that are down"u8);
        into.Add("</a></li>"u8);
        if (Rules.RefreshS > 0)
        {
            into.Add("<li><a href=\""u8);
            AddLink(into, hides, !stays, default);
            into.Add(stays ? "\">Refresh by itself"u8 : "\">Do not refresh by itself"u8);
            into.Add("</a></li>"u8);
        }

        into.Add("<li><a href=\""u8);
        AddLink(into, hides, stays, default);
        into.Add("\">Refresh now</a></li><li><a href=\""u8);
        AddLink(into, false, true, ";csv"u8);
        into.Add("\">CSV export</a></li></ul></div>"u8);
    }

    private void AddLink(StatText into, bool hidesDown, bool doesNotRefresh, ReadOnlySpan<byte> form)
    {
        into.AddHtml(Rules.Uri);
        into.Add(form);
        into.Add(hidesDown ? ";up"u8 : default);
        into.Add(doesNotRefresh ? ";norefresh"u8 : default);
    }

    private static void AddLegend(StatText into) => into.Add("""
        <div class="legend"><h3>Servers</h3><ul>
        <li class="up">up</li><li class="bup">backup, up</li>
        <li class="falling">up, going down</li><li class="bfalling">backup, going down</li>
        <li class="rising">down, going up</li><li class="brising">backup, going up</li>
        <li class="down">down</li><li class="nolb">up, not balanced (NOLB, DRAIN)</li>
        <li class="maint">in maintenance (MAINT)</li><li class="nocheck">not checked</li></ul></div>
        """u8);

    private void AddAnchor(StatText into)
    {
        into.AddHtml(Line.Proxy.NameText);
        into.Add("/"u8);
        AddName(into);
    }

    private void AddName(StatText into)
    {
        if (Line.IsServer)
        {
            into.AddHtml(Line.Name);
        }
        else
        {
            into.Add(Line.IsFrontend ? "Frontend"u8 : "Backend"u8);
        }
    }
}
