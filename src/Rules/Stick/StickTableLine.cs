using System;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Language.Values;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Stick;

namespace Weir.Rules.Stick;

/// <summary>
/// Reads <c>stick-table type TYPE [len N] size N [expire TIME] [nopurge]</c>. Messages are HAProxy's.
/// </summary>
internal sealed class StickTableLine
{
    private const int LengthDefault = 32;

    private static readonly string[] Types = ["ip", "ipv6", "integer", "string", "binary"];
    private static readonly string[] Others = ["peers", "srvkey", "write-to", "brates-factor", "recv-only"];

    private readonly Line _line;
    private int _kind = -1;
    private int _length;
    private int _size;
    private long _expireMs;
    private bool _keepsAll;

    private StickTableLine(Line line) => _line = line;

    public static void Read(Line outer, RuleSection section)
    {
        Line line = outer.Tail(outer.Name, outer.Position, "stick-table: ");
        StickTableLine reader = new(line);
        while (!line.HasFailed && line.Next() is { } word)
        {
            reader.Word(word);
        }

        if (!line.HasFailed && (reader._size == 0 || reader._kind < 0))
        {
            line.Error("", reader._size == 0 ? "missing size." : "missing type.");
        }

        outer.Follow(line);
        if (!outer.HasFailed)
        {
            reader.Add(outer, section);
        }
    }

    private void Add(Line line, RuleSection section)
    {
        if (section.StickTableLine is { } first)
        {
            line.Error(section.Name, $"stick-table name '{section.Name}' conflicts with table declared in "
                + $"{section.Noun} '{section.Name}' at {first.Place}.");
            return;
        }

        ConfigLine source = line.Source;
        section.StickTableLine = source;
        section.StickTable = new StickTablePlan
        {
            Name = section.Name,
            Kind = (StickKind)_kind,
            KeyMost = _length,
            Size = _size,
            ExpireMs = _expireMs,
            KeepsAll = _keepsAll,
        };
        section.AtEnd(names =>
        {
            string name = names.Own.Name;
            if (names.StickTable(name) != names.Own.StickTable)
            {
                names.Error(source, name,
                    $"stick-table name '{name}' conflicts with the table of another section of that name.");
            }
        });
    }

    private void Word(string word)
    {
        switch (word)
        {
            case "type":
                Type();
                break;
            case "size":
                Size();
                break;
            case "expire":
                string time = _line.Word("missing argument after 'expire'.");
                _expireMs = _line.HasFailed ? 0 : _line.Time(
                    time, DurationText.MillisecondUs, "argument of 'expire'.",
                    $"timer overflow in argument <{time}> to <expire>, maximum value is 2147483647 ms "
                        + "(~24.8 days).");
                break;
            case "nopurge":
                _keepsAll = true;
                break;
            case "store":
                Store();
                break;
            default:
                bool isLater = Array.IndexOf(Others, word) >= 0;
                _line.Error(word, isLater
                    ? $"'{word}' is known, but not supported yet." : $"unknown argument '{word}'.");
                break;
        }
    }

    private void Type()
    {
        string name = _line.Next() ?? "";
        _kind = Array.IndexOf(Types, name);
        if (_kind < 0)
        {
            _line.Unknown(name, $"unknown type '{name}'.", Types);
            return;
        }

        _length = (StickKind)_kind switch
        {
            StickKind.Ip or StickKind.Integer => sizeof(uint),
            StickKind.Ipv6 => 2 * sizeof(ulong),
            _ when _line.Take("len") => _line.Integer(
                1, StickTablePlan.KeyLimit, "'len' expects a length of 1 to 1024 bytes."),
            _ => LengthDefault,
        };
    }

    private void Size()
    {
        string text = _line.Word("missing argument after 'size'.");
        long? size = SizeText.Read(text);
        if (!_line.HasFailed && size is null)
        {
            char bad = text[int.Max(text.AsSpan().IndexOfAnyExceptInRange('0', '9'), 0)];
            _line.Error(text, "unexpected character '" + bad + "' in argument of 'size'.");
        }
        else if (size > StickTablePlan.SizeLimit)
        {
            _line.Error(text, "more than 1g entries are known, but not supported yet.");
        }

        _size = _line.HasFailed ? 0 : (int)size!;
    }

    /// <summary>Which server is always there; counters are not.</summary>
    private void Store()
    {
        foreach (string one in (_line.Next() ?? "").Split(','))
        {
            if (one is not ("" or "server_id"))
            {
                _line.Error(one, $"'store {one}' is known, but not supported yet.");
            }
        }
    }
}
