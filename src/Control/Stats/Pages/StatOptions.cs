using System;
using System.Text;

namespace Weir.Control.Stats.Pages;

/// <summary>The forms of an answer.</summary>
internal enum StatForm
{
    Html,
    Csv,

    /// <summary>A form that others know and this program does not make.</summary>
    Other,
}

/// <summary>What a target asks for behind the page's address: words that begin with a semicolon.</summary>
/// <param name="Form">As what.</param>
/// <param name="HidesDown">Without servers that are down (<c>;up</c>).</param>
/// <param name="DoesNotRefresh">Once (<c>;norefresh</c>).</param>
/// <param name="Outcome">What became of an order (<c>;st=DONE</c>); empty: there was none.</param>
internal readonly record struct StatOptions(
    StatForm Form, bool HidesDown, bool DoesNotRefresh, string Outcome)
{
    private const int OutcomeLength = 4;

    /// <summary>Wherever a word stands, it counts; as in HAProxy.</summary>
    public static StatOptions Of(ReadOnlySpan<byte> target)
    {
        bool isOther = Has(target, ";json"u8) || Has(target, ";typed"u8);
        StatForm form = Has(target, ";csv"u8) ? StatForm.Csv : isOther ? StatForm.Other : StatForm.Html;
        return new StatOptions(form, Has(target, ";up"u8), Has(target, ";norefresh"u8), OutcomeIn(target));
    }

    private static string OutcomeIn(ReadOnlySpan<byte> target)
    {
        ReadOnlySpan<byte> name = ";st="u8;
        int at = target.IndexOf(name);
        ReadOnlySpan<byte> rest = at < 0 ? default : target[(at + name.Length)..];
        return Encoding.ASCII.GetString(rest[..int.Min(rest.Length, OutcomeLength)]);
    }

    private static bool Has(ReadOnlySpan<byte> target, ReadOnlySpan<byte> word) => target.IndexOf(word) >= 0;
}
