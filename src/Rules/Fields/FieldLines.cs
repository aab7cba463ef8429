using System;
using System.Text;
using Weir.Ground.Expressions;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Rewriting;

namespace Weir.Rules.Fields;

/// <summary>
/// The words of the actions that change single fields, or the target. Each result is null after an error; the
/// texts given to them are what messages begin with.
/// </summary>
internal static class FieldLines
{
    public static IAction? Add(Line line, string intro)
    {
        string missing = $"{intro} : expects exactly 2 arguments.";
        string name = line.Word(missing);
        string field = $"{name}: {Format(line, missing, intro)}";
        byte[] bytes = ByteText.ToBytes(field + "\r\n");
        return !line.HasFailed && LineReader.IsOfFields(line, field, bytes) ? new AddLines(bytes) : null;
    }

    public static IAction? Delete(Line line, string intro)
    {
        string name = line.Word($"{intro} : expects at least 1 argument.");
        if (!line.HasFailed && line.Peek == "-m")
        {
            line.Error("-m", $"{intro} : '-m' is known, but not supported yet.");
        }

        return line.HasFailed ? null : new DeleteLines(Named(name));
    }

    public static IAction? Replace(Line line, string intro)
    {
        string missing = $"{intro} : expects exactly 3 arguments.";
        string name = line.Word(missing);
        RegularExpression? search = Search(line, missing, intro);
        Replacement? replacement = Target(line, missing, intro);
        return line.HasFailed ? null : new ReplaceValues(ByteText.ToBytes(name), search!, replacement!);
    }

    public static IAction? ReplaceUri(Line line, string intro)
    {
        string missing = $"{intro} : expects exactly 2 arguments <match-regex> and <replace-format>.";
        RegularExpression? search = Search(line, missing, $"{intro} : failed to parse the regex");
        Replacement? replacement = Target(line, missing, intro);
        return line.HasFailed ? null : new ReplaceTarget(search!, replacement!);
    }

    /// <summary>Finds the lines of a name's fields, whatever stands in it.</summary>
    private static RegularExpression Named(string name)
    {
        StringBuilder pattern = new("^");
        foreach (char c in name)
        {
            pattern.Append(char.IsAsciiLetterOrDigit(c) ? "" : "\\").Append(c);
        }

        byte[] text = ByteText.ToBytes(pattern.Append(':').ToString());
        return RegularExpression.Compile(text, ExpressionOptions.IgnoreCase, out _)!;
    }

    private static RegularExpression? Search(Line line, string missing, string intro)
    {
        string pattern = line.HasFailed ? "" : line.Word(missing);
        if (line.HasFailed)
        {
            return null;
        }

        RegularExpression? search = RegularExpression.Compile(
            ByteText.ToBytes(pattern), ExpressionOptions.None, out ExpressionFault? fault);
        if (fault is not null)
        {
            line.Error(pattern, $"{intro} : regex '{pattern}' is invalid (error={fault.Message}, "
                + $"erroffset={fault.Offset}).");
        }

        return search;
    }

    private static Replacement? Target(Line line, string missing, string intro)
    {
        string text = Format(line, missing, intro);
        Replacement? replacement = Replacement.Read(ByteText.ToBytes(text), out string fault);
        if (replacement is null && !line.HasFailed)
        {
            line.Error(text, $"{intro} : invalid replacement '{text}': {fault}.");
        }

        return replacement;
    }

    /// <summary>A text in which a percent sign is written twice: samples in it are not done yet.</summary>
    private static string Format(Line line, string missing, string intro)
    {
        string text = line.HasFailed ? "" : line.Word(missing);
        if (text.Replace("%%", "", StringComparison.Ordinal).Contains('%', StringComparison.Ordinal))
        {
            line.Error(text, $"{intro} : a text with '%' in it is known, but not supported yet.");
        }
        else if (text.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            line.Error(text, $"{intro} : a field cannot go on in another line.");
        }

        return text.Replace("%%", "%", StringComparison.Ordinal);
    }
}
