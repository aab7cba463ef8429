using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Plan;
using Weir.Model.Plan.Users;
using Weir.Model.Stick;

namespace Weir.Model.Compile;

/// <summary>Proxies and lists of users by name, as the lines of one of them mean them.</summary>
internal sealed class PlanNames(
    List<ProxyPlan> proxies, ProxyPlan own, List<UserList> userLists, ReportList reports) : IPlanNames
{
    public ProxyPlan Own { get; } = own;

    public ProxyPlan? Frontend(string name) =>
        proxies.Find(one => one.Name == name && one.Frontend is not null);

    public ProxyPlan? Backend(string name) =>
        proxies.Find(one => one.Name == name && one.Backend is not null);

    public StickTablePlan? StickTable(string name) =>
        proxies.Find(one => one.Name == name && one.StickTable is not null)?.StickTable;

    public UserList? Users(string name) => userLists.Find(one => one.Name == name);

    public void Error(ConfigLine line, string name, string message)
    {
        List<string> names = [];
        foreach (ProxyPlan proxy in proxies)
        {
            if (proxy.Backend is not null && proxy.Name != name)
            {
                names.Add(proxy.Name);
            }
        }

        string hint = Nearest.Find(name, names) is { } near ? $"Did you mean '{near}' maybe ?" : "";
        Add(Severity.Alert, line, name, message, hint);
    }

    public void Warn(ConfigLine line, string message) => Add(Severity.Warning, line, "", message, "");

    private void Add(Severity severity, ConfigLine line, string name, string message, string hint) =>
        reports.Add(new Report(severity, line.File, line.Number, name, message, hint)
        {
            Stage = Stage.Checking,
        });
}
