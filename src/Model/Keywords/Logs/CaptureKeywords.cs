using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Plan.Logs;

namespace Weir.Model.Keywords.Logs;

/// <summary>What of a message is kept for its log line (manual, 8.7 and 8.8).</summary>
internal static class CaptureKeywords
{
    /// <summary>The most of a cookie that any version shows.</summary>
    private const int CookieBytesMost = 63;

    public static readonly ProxyKeyword[] Table =
    [
        new("capture cookie", Sections.Client, "<name> len <length>", Default: "none",
            Example: "capture cookie SESSION len 32",
            Doc: "Logs the cookie that begins so, of requests and of responses.",
            Apply: static (line, proxy) => Cookie(line, proxy)),
        new("capture request header", Sections.Frontend | Sections.Listen, "<name> len <length>",
            Default: "none", Example: "capture request header Host len 32",
            Doc: "Logs the last field of that name in requests.",
            Apply: static (line, proxy) => Header(line, proxy.RequestCaptures)),
        new("capture response header", Sections.Frontend | Sections.Listen, "<name> len <length>",
            Default: "none", Example: "capture response header Location len 32",
            Doc: "Logs the last field of that name in responses.",
            Apply: static (line, proxy) => Header(line, proxy.ResponseCaptures)),
    ];

    private static void Cookie(Line line, ProxyDraft proxy)
    {
        CapturePlan? capture = Read(line, "'capture' expects 'cookie' <cookie_name> 'len' <len>.");
        if (capture is { Length: > CookieBytesMost })
        {
            line.Warn("len", $"truncating capture length to {CookieBytesMost} bytes for proxy "
                + $"'{proxy.Name}'.");
            capture = capture with { Length = CookieBytesMost };
        }

        proxy.CookieCapture = capture;
    }

    private static void Header(Line line, List<CapturePlan> captures)
    {
        string which = line.Name[..line.Name.LastIndexOf(' ')];
        if (Read(line, $"'{which}' expects 'header' <header_name> 'len' <len>.") is { } capture)
        {
            captures.Add(capture);
        }
    }

    private static CapturePlan? Read(Line line, string missing)
    {
        string name = line.Word(missing);
        if (!line.HasFailed && !(line.Take("len") && line.Left > 0))
        {
            line.Error(line.Peek, missing);
        }

        int length = line.HasFailed ? 0 : line.Integer(0, int.MaxValue);
        return line.HasFailed ? null : new CapturePlan(ByteText.ToBytes(name), length);
    }
}
