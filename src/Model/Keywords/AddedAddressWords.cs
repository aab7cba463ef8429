using System;
using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Values;
using Weir.Model.Draft;

namespace Weir.Model.Keywords;

/// <summary>The words of <c>option forwardfor</c> and <c>option originalto</c>, in any order.</summary>
internal static class AddedAddressWords
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~"; // RFC 9110 5.6.2, besides letters and digits

    public static AddedAddressDraft? Read(Line line, ReadOnlySpan<string> known)
    {
        string? name = null;
        IpNetwork? except = null;
        bool ifNone = false;
        while (!line.HasFailed && line.Left > 0)
        {
            if (line.Take("except"))
            {
                except = Network(line);
            }
            else if (line.Take("header"))
            {
                name = FieldName(line, $"'{line.Name} header' expects <header_name> as argument.");
            }
            else if (known.Contains("if-none") && line.Take("if-none"))
            {
                ifNone = true;
            }
            else
            {
                Refuse(line, known);
            }
        }

        return line.HasFailed ? null : new AddedAddressDraft(name, except, ifNone);
    }

    private static IpNetwork? Network(Line line)
    {
        string text = line.Word($"'{line.Name} except' expects <address>[/mask] as argument.");
        IpNetwork? network = NetworkText.Read(text);
        if (network is null && !line.HasFailed)
        {
            line.Error(text, $"'{line.Name} except' expects <address>[/mask] as argument (got '{text}').");
        }

        return network;
    }

    /// <param name="line">Its next argument.</param>
    /// <param name="missing">The message when there is none.</param>
    internal static string FieldName(Line line, string missing)
    {
        string name = line.Word(missing);
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !TokenMarks.Contains(c, StringComparison.Ordinal))
            {
                line.Error(name, $"character '{c}' is not permitted in header name '{name}'.");
                break;
            }
        }

        return name;
    }

    private static void Refuse(Line line, ReadOnlySpan<string> known)
    {
        string text = "";
        for (int i = 0; i < known.Length; i++)
        {
            text += i == 0 ? "" : i == known.Length - 1 ? " and " : ", ";
            text += $"'{known[i]}'";
        }

        line.Unknown(line.Peek, $"'{line.Name}' only supports optional values: {text}.", known.ToArray());
    }
}
