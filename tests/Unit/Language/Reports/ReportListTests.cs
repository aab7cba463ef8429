using Weir.Language.Reports;
using Weir.Language.Source;
using Xunit;

namespace Weir.Tests.Unit.Language.Reports;

public sealed class ReportListTests
{
    [Fact]
    public void AlertsAndWarningsAreCountedAndOrderIsKept()
    {
        ReportList list = new();
        foreach (Severity severity in new[] { Severity.Notice, Severity.Alert, Severity.Warning,
            Severity.Alert })
        {
            list.Add(new Report(severity, "", 0, "", severity.ToString()));
        }

        Assert.Equal((4, 2, 1), (list.Count, list.Alerts, list.Warnings));
        Assert.Equal("Notice", list[0].Message);
        Assert.Equal("Warning", list[2].Message);
    }

    [Fact]
    public void OrdinaryTextAndBytesAreConvertedBothWays()
    {
        string bytes = ByteText.FromUnicode("d\u00e9j\u00e0");
        Assert.Equal("d\u00c3\u00a9j\u00c3\u00a0", bytes);
        Assert.Equal("d\u00e9j\u00e0", ByteText.ToUnicode(bytes));
        Assert.Equal([(byte)'d', 0xC3, 0xA9, (byte)'j', 0xC3, 0xA0], ByteText.ToBytes(bytes));
        Assert.Equal("\u00ff\n", SourceFile.FromBytes("f", [0xFF, 0x0A]).Text);
    }
}
