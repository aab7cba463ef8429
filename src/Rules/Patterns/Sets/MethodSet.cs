using System.Collections.Generic;
using Weir.Language.Source;
using Weir.Model.Contracts.Rules;
using Weir.Wire.Http;

namespace Weir.Rules.Patterns.Sets;

/// <summary>
/// Methods by name. Those that are known are told apart by case always, as they are in messages (RFC 9110
/// 9.1).
/// </summary>
internal sealed class MethodSet : PatternSet
{
    private readonly ByteStrings _exact;
    private readonly ByteStrings? _folded;

    private MethodSet(ByteStrings exact, ByteStrings? folded)
    {
        _exact = exact;
        _folded = folded;
    }

    public static MethodSet Of(PatternList list)
    {
        List<byte[]> exact = [];
        List<byte[]> folded = [];
        foreach (Pattern pattern in list.Patterns)
        {
            byte[] name = ByteText.ToBytes(pattern.Text);
            (pattern.IgnoresCase && Methods.Of(name) == Method.Other ? folded : exact).Add(name);
        }

        return new MethodSet(
            new ByteStrings(exact, folds: false),
            folded.Count == 0 ? null : new ByteStrings(folded, folds: true));
    }

    public override bool Matches(in Sample sample) =>
        _exact.Has(sample.Bytes)
        || (_folded is not null && Methods.Of(sample.Bytes) == Method.Other && _folded.Has(sample.Bytes));
}
