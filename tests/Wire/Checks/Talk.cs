using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Checks;

/// <summary>What one server says to its checks, and what is to be logged of that.</summary>
/// <param name="Outcome">From the outcome to the check's duration: <c>failed, reason: ...</c>.</param>
/// <param name="Script">
/// In turns: <c>&gt;TEXT</c> is sent, <c>&lt;TEXT</c> must come; <c>end</c> closes, <c>reset</c> aborts,
/// <c>hold</c> waits until the balancer ends the connection.
/// </param>
internal sealed record Talk(string Outcome, params string[] Script)
{
    /// <summary>What a check may take: far away, but where silence is to be called one.</summary>
    private const string Patient = "inter 30s";
    private const string Impatient = "inter 500";

    /// <summary>The interval is no reason to wait for the first check.</summary>
    private const string AtOnce = "global\n max-spread-checks 100\n";

    private bool IsSilent => Outcome.Contains("timeout", StringComparison.Ordinal);

    /// <summary>
    /// Runs a server for each of <paramref name="talks"/> under the check that <paramref name="lines"/> ask
    /// for: what each is sent, and what its first check is logged as, must be as told.
    /// </summary>
    public static async Task Run(Product product, string lines, params Talk[] talks)
    {
        ConcurrentQueue<string> faults = [];
        string text = AtOnce + Texts.Web(lines + "\noption log-health-checks", 0);
        for (int i = 0; i < talks.Length; i++)
        {
            string pace = talks[i].IsSilent ? Impatient : Patient;
            text += $" server s{i + 1} 192.168.1.1{i + 1}:80 check {pace} rise 1 fall 1\n";
        }

        await using Farm farm = await Farm.Start(product, text, before: farm =>
        {
            for (int i = 0; i < talks.Length; i++)
            {
                Talk talk = talks[i];
                ScriptedServer server = farm["s" + (i + 1)];
                server.HasChecks = false;
                server.Serve(async connection =>
                {
                    string? fault = await talk.Play(connection);
                    if (fault is not null) faults.Enqueue($"{server.Name}: {fault}");
                });
            }
        });
        string[] wanted =
            [.. talks.Select((talk, i) => $"Health check for server web/s{i + 1} {talk.Outcome}, check dur")];
        string[] events = await farm.Log.Events(wanted);
        foreach (string begin in wanted)
        {
            string line = events.First(one => one.Contains(begin, StringComparison.Ordinal));
            bool isGood = begin.Contains("succeeded", StringComparison.Ordinal);
            string end = isGood ? "1/1 UP." : "0/1 DOWN.";
            Assert.Matches(
                $"^{Regex.Escape(begin)}ation: [0-9]+ms, status: {Regex.Escape(end)}$",
                LogPattern.Message(line, farm.Balancer.Pid));
            Assert.StartsWith("<133>", line);
        }

        Assert.Empty(faults);
    }

    private async Task<string?> Play(RawConnection connection)
    {
        foreach (string step in Script)
        {
            switch (step)
            {
                case "end":
                    return null;
                case "reset":
                    connection.Reset();
                    return null;
                case "hold":
                    await connection.ReadToEnd();
                    return null;
                case ['>', .. string said]:
                    await connection.Send(said);
                    break;
                case ['<', .. string wanted]:
                    string came = await connection.Read(wanted.Length);
                    // Whose patience is short may be gone before a slow machine lets us read what it said.
                    bool isGone =
                        IsSilent && came.EndsWith(RawConnection.ResetMark, StringComparison.Ordinal);
                    if (came != wanted && !isGone) return $"came: {came}\nwanted: {wanted}";
                    break;
            }
        }

        return null;
    }
}
