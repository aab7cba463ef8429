using System;
using System.Collections.Generic;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Patterns.Sets;

namespace Weir.Rules.Patterns;

/// <summary>Every way of matching.</summary>
internal static class MatchTable
{
    public static readonly MatchMethod[] Rows =
    [
        new("beg", SampleType.Text, "It begins with a pattern.",
            static list => TextSet.Of(list, TextPlace.Beginning)),
        new("bin", SampleType.Binary, "It is the bytes that hexadecimal digits stand for.", TextSet.OfBytes),
        new("bool", SampleType.Boolean, "It is true.", static _ => new TruthSet()) { NeedsNone = true },
        new("dir", SampleType.Text, "A pattern is found in it between slashes or question marks.",
            static list => TextSet.Of(list, TextPlace.Piece, "/?")),
        new("dom", SampleType.Text, "A pattern is found in it between dots, colons, slashes, question marks.",
            static list => TextSet.Of(list, TextPlace.Piece, "/?.:")),
        new("end", SampleType.Text, "It ends with a pattern.",
            static list => TextSet.Of(list, TextPlace.End)),
        new("found", null, "It exists.", static _ => new AnySet()) { NeedsNone = true },
        new("int", SampleType.Integer, "It is a number of a range.", NumberSet.Of),
        new("ip", SampleType.Address, "It is an address of a network.", AddressSet.Of),
        new("len", SampleType.Text, "Its length is a number of a range.",
            static list => NumberSet.Of(list) is { } lengths ? new LengthSet(lengths) : null),
        new("meth", SampleType.Text, "It is a method of those named.", MethodSet.Of),
        new("reg", SampleType.Text, "A regular expression finds something in it.", ExpressionSet.Of),
        new("str", SampleType.Text, "It is a pattern.", static list => TextSet.Of(list, TextPlace.Whole)),
        new("sub", SampleType.Text, "A pattern is found in it.",
            static list => TextSet.Of(list, TextPlace.Anywhere)),
    ];

    /// <summary>For those samples alone that are versions; a line cannot ask for it.</summary>
    private static readonly MatchMethod Dotted = new(
        "dotted", SampleType.Integer, "It is a version of a range, such as 3.1.", NumberSet.OfVersions);

    public static IEnumerable<string> Names
    {
        get
        {
            foreach (MatchMethod row in Rows)
            {
                yield return row.Name;
            }
        }
    }

    public static MatchMethod? Find(string name) => Array.Find(Rows, row => row.Name == name);

    /// <summary>How a fetch says that it is matched.</summary>
    public static MatchMethod? OfFetch(string name) => name == Dotted.Name ? Dotted : Find(name);

    /// <summary>How samples of a type are matched when nothing is said.</summary>
    public static MatchMethod? Usual(SampleType type) => type switch
    {
        SampleType.Boolean => Find("bool"),
        SampleType.Integer => Find("int"),
        SampleType.Address => Find("ip"),
        SampleType.Text => Find("str"),
        _ => null,
    };
}
