using System.Collections;
using System.Collections.Generic;

namespace Weir.Language.Reports;

/// <summary>All reports of one run, in the order in which they arose. Nothing is printed here.</summary>
public sealed class ReportList : IReadOnlyList<Report>
{
    private readonly List<Report> _reports = [];

    public int Count => _reports.Count;

    /// <summary>Number of alerts: with one or more there is no plan.</summary>
    public int Alerts { get; private set; }

    public int Warnings { get; private set; }

    public Report this[int index] => _reports[index];

    public void Add(Report report)
    {
        _reports.Add(report);
        if (report.Severity == Severity.Alert)
        {
            Alerts++;
        }
        else if (report.Severity == Severity.Warning)
        {
            Warnings++;
        }
    }

    public IEnumerator<Report> GetEnumerator() => _reports.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
