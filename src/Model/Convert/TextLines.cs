using System;
using System.Collections.Generic;
using System.Text;

namespace Weir.Model.Convert;

/// <summary>
/// The lines of a text, with changes to some; all else stays letter by letter. Lines are counted from 1.
/// </summary>
internal sealed class TextLines
{
    private readonly string[] _lines; // without LF; a CR before it stays
    private readonly Dictionary<int, List<string>> _before = [];
    private readonly Dictionary<int, List<string>> _after = [];

    public TextLines(string text)
    {
        _lines = text.Split('\n');
        if (_lines[^1].Length == 0)
        {
            Array.Resize(ref _lines, _lines.Length - 1); // the text ends with a line end, as it should
        }
    }

    /// <summary>A line without its end.</summary>
    public string this[int line]
    {
        get => _lines[line - 1].TrimEnd('\r');
        set => _lines[line - 1] = value + End(line);
    }

    /// <summary>The blanks that a line begins with.</summary>
    public string Indent(int line)
    {
        string text = this[line];
        return text[..^text.TrimStart(' ', '\t').Length];
    }

    /// <summary>
    /// A line before this one. One that stands there already, as in a text that was converted before, is not
    /// repeated.
    /// </summary>
    public void Before(int line, string text)
    {
        if (line < 2 || this[line - 1] != text)
        {
            Add(_before, line, text);
        }
    }

    /// <summary>A line behind this one, and behind others that were added so.</summary>
    public void After(int line, string text) => Add(_after, line, text);

    public override string ToString()
    {
        StringBuilder text = new();
        for (int line = 1; line <= _lines.Length; line++)
        {
            Append(text, _before, line);
            text.Append(_lines[line - 1]).Append('\n');
            Append(text, _after, line);
        }

        return text.ToString();
    }

    private string End(int line) => _lines[line - 1].EndsWith('\r') ? "\r" : "";

    private void Append(StringBuilder text, Dictionary<int, List<string>> added, int line)
    {
        if (added.TryGetValue(line, out List<string>? lines))
        {
            foreach (string one in lines)
            {
                text.Append(one).Append(End(line)).Append('\n');
            }
        }
    }

    private static void Add(Dictionary<int, List<string>> to, int line, string text)
    {
        if (!to.TryGetValue(line, out List<string>? lines))
        {
            to[line] = lines = [];
        }

        lines.Add(text);
    }
}
