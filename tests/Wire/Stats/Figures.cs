using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary>One answer of the statistics as CSV: what each line says in each column.</summary>
internal sealed class Figures
{
    /// <summary>The proxy that is asked; its own line is part of no comparison.</summary>
    public const string Section =
        "global\n maxconn 1000\nlisten figures\n bind 192.168.1.99:80\n mode http\n timeout client 30s\n"
        + " timeout server 30s\n timeout connect 5s\n stats enable\n stats uri /figures\n";

    private const string OwnLines = "figures/";

    /// <summary>What depends on when something happened, or on how a product pools connections.</summary>
    private static readonly HashSet<string> s_varying =
    [
        "lastchg", "downtime", "rate", "rate_max", "check_duration", "req_rate", "req_rate_max", "lastsess",
        "qtime", "ctime", "rtime", "ttime", "conn_rate", "conn_rate_max", "qtime_max", "ctime_max",
        "rtime_max", "ttime_max", "srv_icur", "idle_conn_cur", "safe_conn_cur", "used_conn_cur",
        "need_conn_est",
    ];

    private readonly Dictionary<string, Dictionary<string, string>> _lines = [];

    public Figures(string csv)
    {
        string[] lines = csv.Split('\n');
        Header = lines[0];
        string[] names = Header[2..].Split(',');
        foreach (string line in lines.Skip(1).Where(static line => line.Length > 0))
        {
            List<string> fields = FieldsOf(line);
            Dictionary<string, string> figures = [];
            for (int at = 0; at < names.Length; at++) figures[names[at]] = fields[at];
            _lines.Add($"{figures["pxname"]}/{figures["svname"]}", figures);
        }
    }

    public string Header { get; }

    public IEnumerable<string> Lines => _lines.Keys;

    public string this[string line, string column] => _lines[line][column];

    /// <summary>Asks for them.</summary>
    public static async Task<Figures> Of(Farm farm)
    {
        await using RawConnection client = await farm.ConnectTo("192.168.1.99:80");
        await client.Send("GET /figures;csv HTTP/1.1\r\nhost: www\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        return new Figures(await client.ReadChunked());
    }

    /// <summary>
    /// Lines as text, without what varies: equal texts are equal figures. What is not counted as HTTP is
    /// compared to the byte.
    /// </summary>
    /// <param name="hasPeaks">
    /// The most at once too: where clients come one after the other, it depends on how soon the last one is
    /// seen to have left.
    /// </param>
    public string Comparable(bool hasPeaks = false)
    {
        StringBuilder text = new();
        foreach ((string line, Dictionary<string, string> figures) in _lines)
        {
            if (line.StartsWith(OwnLines, StringComparison.Ordinal)) continue;
            text.Append(line).Append(':');
            foreach ((string name, string value) in figures)
            {
                if (name == "-") break;
                bool isHttpBytes = name is "bin" or "bout" && figures["mode"] == "http";
                bool isLeftOut = isHttpBytes || (name == "smax" && !hasPeaks);
                if (!s_varying.Contains(name) && !isLeftOut) text.Append($" {name}={value}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static List<string> FieldsOf(string line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool isQuoted = false;
        for (int at = 0; at < line.Length; at++)
        {
            char one = line[at];
            bool isTwin = one == '"' && at + 1 < line.Length && line[at + 1] == '"' && isQuoted;
            if (isTwin)
            {
                field.Append(line[++at]);
            }
            else if (one == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (one == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(one);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
