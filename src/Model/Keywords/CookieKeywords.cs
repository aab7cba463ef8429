using System;
using Weir.Language.Keywords;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;

namespace Weir.Model.Keywords;

/// <summary>Persistence by cookie.</summary>
internal static class CookieKeywords
{
    private static readonly string[] LaterWords =
    [
        "attr", "domain", "dynamic", "httponly", "maxidle", "maxlife", "nocache", "postonly", "prefix", "preserve",
        "rewrite", "secure",
    ];

    private static readonly string[] KnownWords = ["insert", "indirect", .. LaterWords];

    public static readonly ProxyKeyword[] Table =
    [
        new("cookie", Sections.Service, "<name> insert [indirect]", Default: "none",
            Example: "cookie SERVERID insert indirect",
            Doc: "Binds a client to a server by a cookie that is added to responses and hidden from servers.",
            Apply: static (line, proxy) => proxy.Cookie = Read(line)),
    ];

    private static CookieDraft? Read(Line line)
    {
        string name = line.Word("'cookie' expects <cookie_name> as argument.");
        bool insert = false;
        bool indirect = false;
        bool rewrite = false;
        bool prefix = false;
        while (!line.HasFailed && line.Next() is { } word)
        {
            insert |= word == "insert";
            indirect |= word == "indirect";
            rewrite |= word == "rewrite";
            prefix |= word == "prefix";
            if (Array.IndexOf(KnownWords, word) < 0)
            {
                line.Unknown(word, "'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', 'nocache', 'postonly', "
                    + "'domain', 'maxidle', 'dynamic', 'maxlife' and 'attr' options.", KnownWords);
            }
            else if (insert ? rewrite || prefix : rewrite && prefix)
            {
                line.Error(word, "cookie 'rewrite', 'insert' and 'prefix' modes are incompatible.");
            }
            else if (Array.IndexOf(LaterWords, word) >= 0)
            {
                line.Error(word, NotYet.Message($"cookie ... {word}"));
            }
        }

        if (!line.HasFailed && !insert)
        {
            line.Error("", NotYet.Message("cookie without 'insert'"), "Write 'cookie " + name + " insert indirect'.");
        }

        return line.HasFailed ? null : new CookieDraft(name, insert, indirect);
    }
}
