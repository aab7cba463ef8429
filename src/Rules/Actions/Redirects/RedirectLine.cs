using System;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Conditions;

namespace Weir.Rules.Actions.Redirects;

/// <summary>The words of <c>redirect</c>.</summary>
internal static class RedirectLine
{
    private static readonly string[] Known =
    [
        "code", "prefix", "location", "scheme", "set-cookie", "clear-cookie", "drop-query", "ignore-empty",
        "append-slash", "if", "unless",
    ];

    /// <summary>The keyword.</summary>
    public static void Read(Line line, RuleSection section)
    {
        string intro = $"error detected in {section.Noun} '{section.Name}' while parsing redirect rule : ";
        RedirectOptions options = Options(line, intro);
        ICondition? condition = line.HasFailed ? null : ConditionReader.Read(
            line, section, Places.OfRequest(section), intro + "error in condition");
        if (!line.HasFailed)
        {
            section.Add(RuleStage.Redirect, new Rule(new Redirect(options), condition), line);
        }
    }

    /// <summary>The action of <c>http-request</c>: there a target may be put together of samples.</summary>
    public static IAction? ReadAction(Line line, string intro)
    {
        RedirectOptions options = Options(line, intro + " : ");
        if (!line.HasFailed && options.Text.AsSpan().Contains((byte)'%'))
        {
            line.Error(line.Last, intro + " : a target with '%' in it is known, but not supported yet.");
        }

        return line.HasFailed ? null : new Redirect(options);
    }

    private static RedirectOptions Options(Line line, string intro)
    {
        RedirectOptions options = new();
        while (!line.HasFailed && line.Left > 0 && !ConditionReader.IsNext(line))
        {
            ReadOption(options, line, intro);
        }

        if (!line.HasFailed && options.Text.Length == 0)
        {
            line.Error("", intro + "redirection type expected ('prefix', 'location', or 'scheme').");
        }

        return options;
    }

    private static void ReadOption(RedirectOptions options, Line line, string intro)
    {
        string word = line.Next()!;
        switch (word)
        {
            case "drop-query":
                options.DropsQuery = true;
                break;
            case "append-slash":
                options.AppendsSlash = true;
                break;
            case "ignore-empty":
                break; // only of what is put together can nothing remain
            case "location":
                SetTarget(options, RedirectKind.Location, line, intro);
                break;
            case "prefix":
                SetTarget(options, RedirectKind.Prefix, line, intro);
                break;
            case "scheme":
                SetTarget(options, RedirectKind.Scheme, line, intro);
                break;
            case "code":
                options.Status = Code(line, intro);
                break;
            case "set-cookie":
                options.CookieLine = Cookie(line, intro, "; path=/;\r\n");
                break;
            case "clear-cookie":
                options.CookieLine = Cookie(line, intro, "; path=/; Max-Age=0;\r\n");
                break;
            default:
                line.Unknown(word, intro + "expects 'code', 'prefix', 'location', 'scheme', 'set-cookie', "
                    + "'clear-cookie', 'drop-query', 'ignore-empty' or 'append-slash' "
                    + $"(was '{word}').", Known);
                break;
        }
    }

    private static void SetTarget(RedirectOptions options, RedirectKind kind, Line line, string intro)
    {
        options.Kind = kind;
        options.Text = ByteText.ToBytes(Argument(line, intro));
    }

    private static int Code(Line line, string intro)
    {
        string word = Argument(line, intro);
        int index = Array.IndexOf(["301", "302", "303", "307", "308"], word);
        if (index < 0 && !line.HasFailed)
        {
            line.Error(word, $"{intro}'code': unsupported HTTP code '{word}' (must be one of 301, 302, 303, "
                + "307 or 308).");
        }

        return index switch { 0 => 301, 2 => 303, 3 => 307, 4 => 308, _ => 302 };
    }

    private static byte[] Cookie(Line line, string intro, string attributes) =>
        ByteText.ToBytes("set-cookie: " + Argument(line, intro) + attributes);

    private static string Argument(Line line, string intro)
    {
        string option = line.Last;
        return line.Word($"{intro}missing argument for '{option}'.");
    }
}
