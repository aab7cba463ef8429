using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Model.Keywords.Binds;
using Weir.Model.Keywords.Checks;
using Weir.Model.Keywords.Later;
using Weir.Model.Keywords.Logs;
using Weir.Model.Keywords.Process;
using Weir.Model.Keywords.Replies;
using Weir.Model.Keywords.Servers;

namespace Weir.Model.Keywords;

/// <summary>Every table, listed by hand: no reflection, no order of registration.</summary>
public static class KeywordTables
{
    private static readonly IReadOnlyList<Keyword>[] LineTables =
    [
        BalanceKeywords.Table,
        CaptureKeywords.Table,
        CheckKeywords.Table,
        ClassicKeywords.Table,
        ControlKeywords.Table,
        CookieKeywords.Table,
        EnvironmentKeywords.Table,
        GlobalKeywords.Table,
        HashKeywords.Table,
        LogKeywords.Table,
        OptionKeywords.Table,
        PrivilegeKeywords.Table,
        ProcessKeywords.Table,
        ProxyKeywords.Table,
        ReplyKeywords.Table,
        SocketKeywords.Table,
        SourceKeywords.Table,
        SpreadKeywords.Table,
        StatsKeywords.Table,
        TimeoutKeywords.Table,
        UserListKeywords.Table,
        LaterGlobal.Table,
        LaterOptions.Table,
        LaterProxy.Table,
    ];

    private static readonly IReadOnlyList<Keyword>[] WordTables =
    [
        BindWords.Table,
        CheckWords.Table,
        ServerWords.Table,
        SourceKeywords.Words,
        LaterBindWords.Table,
        LaterServerWords.Table,
    ];

    /// <summary>What the first words of a line mean, and the words of <see cref="Words"/>.</summary>
    public static KeywordIndex Index => Whole.Index;

    /// <summary>What may follow on a <c>bind</c> or <c>server</c> line.</summary>
    public static KeywordIndex Words { get; } = new(WordTables);

    /// <summary>The whole with the rows of the rooms above.</summary>
    public static KeywordIndex With(params IReadOnlyList<Keyword>[] others) =>
        new([.. LineTables, .. WordTables, .. others]);

    /// <summary>Made for who asks: a program has rows of its own, and uses <see cref="With"/>.</summary>
    private static class Whole
    {
        public static readonly KeywordIndex Index = With();
    }
}
