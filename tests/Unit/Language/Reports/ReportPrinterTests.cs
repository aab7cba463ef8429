using Weir.Language.Reports;
using Xunit;

namespace Weir.Tests.Unit.Language.Reports;

public sealed class ReportPrinterTests
{
    [Theory]
    [InlineData(Severity.Notice, "[NOTICE]   (860) : config : parsing [a.cfg:3] : text what to do")]
    [InlineData(Severity.Warning, "[WARNING]  (860) : config : parsing [a.cfg:3] : text what to do")]
    [InlineData(Severity.Alert, "[ALERT]    (860) : config : parsing [a.cfg:3] : text what to do")]
    public void AParsingReportNamesItsLineFirst(Severity severity, string line) =>
        Assert.Equal(line, ReportPrinter.Text(new Report(severity, "a.cfg", 3, "w", "text", "what to do"),
            860));

    [Fact]
    public void ACheckingReportNamesItsLineLast()
    {
        Report report = new(Severity.Alert, "a.cfg", 3, "w", "Proxy 'a': text.") { Stage = Stage.Checking };
        Assert.Equal("[ALERT]    (7) : config : Proxy 'a': text. [a.cfg:3]", ReportPrinter.Text(report, 7));
    }

    [Fact]
    public void AReportWithoutALineHasNoPlace() => Assert.Equal(
        "[ALERT]    (7) : config : text",
        ReportPrinter.Text(new Report(Severity.Alert, "", 0, "", "text"), 7));

    [Fact]
    public void BytesOfTheConfigurationArePrintedAsTheyWere() => Assert.Equal(
        [0xC3, 0xA9, (byte)'\n'],
        ReportPrinter.Line(new Report(Severity.Alert, "", 0, "", "\u00c3\u00a9"), 7)[^3..]);
}
