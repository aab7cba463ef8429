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
    private static readonly IReadOnlyList<Keyword>[] Tables =
    [
        BalanceKeywords.Table,
        BindWords.Table,
        CaptureKeywords.Table,
        CheckKeywords.Table,
        CheckWords.Table,
        ClassicKeywords.Table,
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
        ServerWords.Table,
        SocketKeywords.Table,
        SourceKeywords.Table,
        SourceKeywords.Words,
        SpreadKeywords.Table,
        StatsKeywords.Table,
        TimeoutKeywords.Table,
        UserListKeywords.Table,
        LaterBindWords.Table,
        LaterGlobal.Table,
        LaterOptions.Table,
        LaterProxy.Table,
        LaterServerWords.Table,
    ];

    /// <summary>The rows of this room: what a line's first words mean.</summary>
    public static KeywordIndex Index { get; } = new(Tables);

    /// <summary>The same with the rows of the rooms above.</summary>
    public static KeywordIndex With(params IReadOnlyList<Keyword>[] others) => new([.. Tables, .. others]);
}
