using System.Text;
using Weir.Language.Source;

namespace Weir.Language.Reports;

/// <summary>
/// Reports as the lines that tools grep for: <c>[ALERT]    (pid) : config : parsing [file:line] :
/// message</c>.
/// </summary>
public static class ReportPrinter
{
    /// <summary>One line, LF included, ready for descriptor 2.</summary>
    public static byte[] Line(Report report, int pid) => ByteText.ToBytes(Text(report, pid) + "\n");

    /// <summary>The same as text (one char per byte), without LF.</summary>
    public static string Text(Report report, int pid)
    {
        StringBuilder text = new();
        text.Append(Tag(report.Severity)).Append('(').Append(pid).Append(") : config : ");
        bool hasPlace = report.Line > 0;
        if (hasPlace && report.Stage == Stage.Parsing)
        {
            text.Append("parsing [").Append(report.File).Append(':').Append(report.Line).Append("] : ");
        }

        text.Append(report.Message);
        if (report.Hint.Length > 0)
        {
            text.Append(' ').Append(report.Hint);
        }

        if (hasPlace && report.Stage == Stage.Checking)
        {
            text.Append(" [").Append(report.File).Append(':').Append(report.Line).Append(']');
        }

        return text.ToString();
    }

    private static string Tag(Severity severity) => severity switch
    {
        Severity.Diag => "[DIAG]     ",
        Severity.Notice => "[NOTICE]   ",
        Severity.Warning => "[WARNING]  ",
        _ => "[ALERT]    ",
    };
}
