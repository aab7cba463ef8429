using Weir.Model.Contracts;
using Weir.Rules.Balance;

namespace Weir.Main;

/// <summary>The tables that make up this program, listed by hand: nothing registers itself.</summary>
internal static class Catalogue
{
    /// <summary>The <c>balance</c> keyword's words; the first is the default.</summary>
    public static BalanceAlgorithm[] Balances => BalanceTable.Rows;
}
