using Weir.Language.Keywords;
using Weir.Model.Contracts;
using Weir.Model.Keywords;
using Weir.Rules.Actions;
using Weir.Rules.Balance;
using Weir.Rules.Rewriting;
using Weir.Rules.Stick;

namespace Weir.Main;

/// <summary>The tables that make up this program, listed by hand: nothing registers itself.</summary>
internal static class Catalogue
{
    /// <summary>The <c>balance</c> keyword's words; the first is the default.</summary>
    public static BalanceAlgorithm[] Balances => BalanceTable.Rows;

    /// <summary>Every keyword of a configuration.</summary>
    public static KeywordIndex Keywords { get; } =
        KeywordTables.With(RuleKeywords.Table, LineKeywords.Table, StickKeywords.Table);
}
