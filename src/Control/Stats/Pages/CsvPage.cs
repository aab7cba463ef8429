using Weir.Control.Stats.Columns;
using Weir.Model.Plan;

namespace Weir.Control.Stats.Pages;

/// <summary>All columns between commas, a line each (management guide, 9.1).</summary>
internal sealed class CsvPage : StatPage
{
    public CsvPage(ConfigPlan plan, StatsPlan rules, StatLine line)
        : base(plan, rules, line)
    {
    }

    protected override void AddHead(StatText into)
    {
        into.Add("# "u8);
        foreach (StatColumn column in StatColumns.Table)
        {
            into.Add(column.Name);
            into.Add(","u8);
        }

        into.Add("\n"u8);
    }

    protected override void AddProxy(StatText into, ProxyPlan proxy)
    {
    }

    protected override void AddLine(StatText into)
    {
        foreach (StatColumn column in StatColumns.Table)
        {
            into.AddCsv(column.Of(Line));
            into.Add(","u8);
        }

        into.Add("\n"u8);
    }

    protected override void AddProxyEnd(StatText into)
    {
    }

    protected override void AddFoot(StatText into)
    {
    }
}
