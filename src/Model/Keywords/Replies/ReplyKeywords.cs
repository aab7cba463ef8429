using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Plan.Replies;

namespace Weir.Model.Keywords.Replies;

/// <summary>What clients are told when a proxy answers by itself.</summary>
internal static class ReplyKeywords
{
    public static readonly ProxyKeyword[] Table =
    [
        new("errorfile", Sections.AnyProxy, "<code> <file>", Default: "a short page for each status",
            Example: "errorfile 503 /dev/null",
            Doc: "Answers with a file of the administrator's; with an empty one, not at all.",
            Apply: static (line, proxy) => File(line, proxy)),
        new("errorloc", Sections.AnyProxy, "<code> <url>", Default: "a short page for each status",
            Example: "errorloc 503 http://www.site/sorry",
            Doc: "Sends the client elsewhere, by a redirection with 302.",
            Apply: static (line, proxy) => Location(line, proxy, "302 Found")),
        new("errorloc302", Sections.AnyProxy, "<code> <url>", Default: "a short page for each status",
            Example: "errorloc302 503 http://www.site/sorry",
            Doc: "Sends the client elsewhere, by a redirection with 302.",
            Apply: static (line, proxy) => Location(line, proxy, "302 Found")),
        new("errorloc303", Sections.AnyProxy, "<code> <url>", Default: "a short page for each status",
            Example: "errorloc303 503 http://www.site/sorry",
            Doc: "Sends the client elsewhere, by a redirection with 303: it is to ask with GET.",
            Apply: static (line, proxy) => Location(line, proxy, "303 See Other")),
    ];

    private static void File(Line line, ProxyDraft proxy)
    {
        string missing = "errorfile : expects <status_code> and <file> as arguments.";
        int row = Row(line, missing);
        string path = line.HasFailed ? "" : line.Word(missing);
        line.RefuseSurplus();
        if (line.HasFailed)
        {
            return;
        }

        FileText file = proxy.ReadFile(path);
        if (file.Failure != FileFailure.None)
        {
            string what = file.Failure == FileFailure.Opening ? "opening" : "reading";
            line.Error(path, $"errorfile : error {what} file '{path}'.");
        }
        else if (ErrorFile.Read(file.Bytes, out string fault) is not { } reply)
        {
            line.Error(path, $"errorfile : '{path}': {fault}");
        }
        else if (row >= 0)
        {
            proxy.Replies[row] = reply;
        }
    }

    private static void Location(Line line, ProxyDraft proxy, string status)
    {
        string missing = $"{line.Name} : expects <status_code> and <url> as arguments.";
        int row = Row(line, missing);
        string url = line.HasFailed ? "" : line.Word(missing);
        foreach (char c in url)
        {
            if (c is < ' ' or (char)127)
            {
                line.Error(url, $"{line.Name} : character code {(int)c} is not permitted in <url>.");
                break;
            }
        }

        if (!line.HasFailed && row >= 0)
        {
            string head = $"HTTP/1.1 {status}\r\ncache-control: no-cache\r\ncontent-length: 0\r\n"
                + $"location: {url}\r\n";
            proxy.Replies[row] = new ReplyDraft(head, 1, [], MayKeep: true);
        }
    }

    /// <summary>
    /// The status's place among the stock pages; -1 for another one, which no proxy answers with: the first
    /// versions only warned of it.
    /// </summary>
    private static int Row(Line line, string missing)
    {
        string code = line.Word(missing);
        if (line.HasFailed)
        {
            return -1;
        }

        bool isNumber = int.TryParse(code, out int status);
        int row = StockPages.IndexOf(status);
        if (!isNumber)
        {
            line.Error(code, $"{line.Name} : status code '{code}' not handled.");
        }
        else if (row < 0)
        {
            line.Warn(code, $"{line.Name} : status code '{code}' not handled.", "The line has no effect.");
        }

        return row;
    }
}
