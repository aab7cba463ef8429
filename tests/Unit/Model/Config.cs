using System.Collections.Generic;
using System.IO;
using System.Text;
using Weir.Ground.Net;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main;
using Weir.Model.Compile;
using Weir.Model.Plan;
using Weir.Rules.Balance;
using Xunit;

namespace Weir.Tests.Unit.Model;

/// <summary>
/// Configurations for tests: texts in, a plan or messages out. No process, no name server, no environment.
/// </summary>
internal static class Config
{
    /// <summary>Enough for an <c>http</c> proxy that draws no warning of its own.</summary>
    public const string QuietDefaults =
        "defaults\n mode http\n timeout client 1s\n timeout connect 1s\n timeout server 1s\n";

    public static LoadOptions Options(
        Dictionary<string, string>? environment = null, Dictionary<string, IpEndpoint>? names = null,
        Dictionary<string, string>? files = null, PlanIds? ids = null) => new()
    {
        Ids = ids,
        Balances = BalanceTable.Rows,
        Keywords = Catalogue.Keywords,
        Environment = name => environment is not null && environment.TryGetValue(name, out string? v) ? v
            : null,
        FindUser = static name => name switch { "root" => 0u, "alice" => 1001u, _ => null },
        FindGroup = static name => name switch { "root" => 0u, "staff" => 50u, _ => null },
        ReadFile = path => path switch
        {
            _ when files?.GetValueOrDefault(path) is { } text => new FileText(ByteText.ToBytes(text)),
            "/dev/null" => new FileText([]),
            "/folder" => new FileText([], FileFailure.Reading),
            "/bad" => new FileText("hello"u8.ToArray()),
            _ => new FileText([], FileFailure.Opening),
        },
        Resolve = name => names is not null && names.TryGetValue(name, out IpEndpoint at) ? at : null,
    };

    public static ConfigPlan? Load(string text, out ReportList reports) =>
        ConfigLoader.Load([new SourceFile("t.cfg", text)], Options(), out reports);

    /// <summary>The plan of a text that must be good; warnings are allowed.</summary>
    public static ConfigPlan Good(string text, LoadOptions? options = null)
    {
        ConfigPlan? plan = ConfigLoader.Load([new SourceFile("t.cfg", text)], options ?? Options(),
            out ReportList reports);
        Assert.True(plan is not null, string.Join("\n", Texts(reports)));
        return plan;
    }

    /// <summary>What is printed about a text, without severity, process number and "config :".</summary>
    public static List<string> Messages(string text, LoadOptions? options = null)
    {
        ConfigLoader.Load([new SourceFile("t.cfg", text)], options ?? Options(), out ReportList reports);
        return Texts(reports);
    }

    /// <summary>The same, with the severity as first word.</summary>
    public static List<string> Texts(ReportList reports)
    {
        const string intro = "(7) : config : ";
        List<string> texts = [];
        foreach (Report report in reports)
        {
            string text = ReportPrinter.Text(report, 7);
            int at = text.IndexOf(intro, System.StringComparison.Ordinal);
            texts.Add($"{report.Severity}: {text[(at + intro.Length)..]}");
        }

        return texts;
    }

    public static string Resource(string name)
    {
        using Stream stream = typeof(Config).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
