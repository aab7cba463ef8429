using System;
using System.Text;
using Weir.Language.Reports;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

/// <summary>Texts that nobody would write: the reader reports, and never throws.</summary>
public sealed class RandomTextTests
{
    private static readonly string[] Pieces =
    [
        "global", "defaults", "listen", "frontend", "backend", "l", "from", "mode", "http", "bind", ":80",
        "*:1-3", "[::1]:80", "server", "s", "10.0.0.1:80", "check", "cookie", "insert", "indirect",
        "weight", "0", "99999999999", "option", "httpchk", "no", "timeout", "client", "3s", "log", "local0",
        "len", ".if", "1", "(", ")", "&&", "!", ".else", ".endif", ".notice", "balance", "source", "\"",
        "'", "\\", "\\x4", "#", "$", "${A[*]-", "}", ",", "@", "]", "[", ":", "-", "+", "/", "\0", "\u00ff",
    ];

    [Fact]
    public void NoTextMakesTheReaderThrow()
    {
        string? asked = Environment.GetEnvironmentVariable("WEIR_SEED");
        int seed = asked is null ? Environment.TickCount : int.Parse(asked);
        for (int round = 0; round < 2000; round++)
        {
            string text = Text(new Random(seed + round));
            try
            {
                ConfigPlan? plan = Config.Load(text, out ReportList reports);
                Assert.Equal(plan is null, reports.Alerts > 0);
                Assert.NotNull(Config.Texts(reports));
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException($"seed {seed + round}, text: {text}", wrong);
            }
        }
    }

    private static string Text(Random random)
    {
        StringBuilder text = new();
        for (int words = random.Next(1, 60); words > 0; words--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
            text.Append(random.Next(6) switch
            {
                0 or 1 => "\n",
                2 => "",
                _ => " ",
            });
        }

        return text.ToString();
    }
}
