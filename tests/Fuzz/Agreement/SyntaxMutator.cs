using Weir.Tests.Fuzz.Parsers;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>
/// Small files about words, quotes, variables, conditions and sections, changed where a reader of text can go
/// wrong.
/// </summary>
internal sealed class SyntaxMutator(Dice dice)
{
    private static readonly string[] s_texts =
    [
        "global\n setenv A \"b c\"\n setenv B 'd \"e'\n setenv C f\\ g\\#h\\\\i\\x41\n",
        "global\n setenv A \"${HOME}\"\n setenv B \"$HOME-x\"\n setenv C \"${NONE-y}\"\n setenv D ${HOME}\n",
        "global\n setenv A b # c\n# d\n\n \t\n setenv B c#d\n setenv C \"e#f\"\n setenv D \"\\\"g\\\"\"\n",
        "global\n setenv A \"1 2\"\n log-tag \"${A[*]}\"\n",
        ".if defined(HOME)\nglobal\n log-tag a\n.else\nglobal\n nothing\n.endif\n",
        ".if streq(\"$HOME\",/root)\n.elif strneq(a,b) && 1\n.elif version_atleast(2.4)\n.endif\n",
        ".if defined(HOME) || !defined(NONE) && (0 || 1)\n.if 0\n nothing\n.endif\n.endif\n",
        "global\n.notice \"a b\"\n.warning c\n.diag d\n",
        "defaults\ndefaults d\n mode http\ndefaults e from d\n mode tcp\n",
        "defaults d\n mode http\nbackend b from d\nbackend c\n",
        "backend b-1_2.3:4\nbackend c\n",
        "global\n maxconn 10\nglobal\n quiet\n",
    ];

    private static readonly string[] s_inserted =
    [
        "\"", "'", "\\", " ", "#", "$", "{", "}", "[*]", "\t", "\r", "\n", "\\x4", "\\x", "\\n", "${", "\"\"",
        "(", ")", "!", "&&", "||", ",", ".if 1\n", ".endif\n", ".else\n", ".elif 0\n", "-", ":", "/", "a",
        "0",
        "\\ ", "''", "@", "from", "no ", "\u00e9", "\\\"",
    ];

    public string Next()
    {
        string text = One(s_texts);
        for (int changes = 1 + dice.Roll(2); changes > 0; changes--) text = Change(text);
        return text + "\ndefaults last\nfrontend last\n bind 127.0.0.1:8001\n";
    }

    private string Change(string text)
    {
        int at = dice.Roll(text.Length);
        int count = 1 + dice.Roll(3);
        return dice.Roll(4) switch
        {
            0 => text.Remove(at, int.Min(count, text.Length - at)),
            1 => text.Remove(at, 1).Insert(at, One(s_inserted)),
            _ => text.Insert(at, One(s_inserted)),
        };
    }

    private string One(string[] some) => some[dice.Roll(some.Length)];
}
