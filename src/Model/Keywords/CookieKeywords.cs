using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;

namespace Weir.Model.Keywords;

/// <summary>Persistence by cookie.</summary>
internal static class CookieKeywords
{
    private static readonly string[] LaterWords =
    [
        "attr", "domain", "dynamic", "httponly", "maxidle", "maxlife", "nocache", "postonly", "prefix",
        "preserve",
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
        HashSet<string> words = [];
        while (!line.HasFailed && line.Next() is { } word)
        {
            words.Add(word);
            if (Array.IndexOf(KnownWords, word) < 0)
            {
                line.Unknown(word, "'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', 'nocache', "
                    + "'postonly', 'domain', 'maxidle', 'dynamic', 'maxlife' and 'attr' options.",
                    KnownWords);
            }
            else if (word is "attr" or "domain" or "maxidle" or "maxlife")
            {
                line.Next(); // its argument
            }
        }

        if (line.HasFailed)
        {
            return null;
        }

        int modes = (words.Contains("insert") ? 1 : 0) + (words.Contains("rewrite") ? 1 : 0)
            + (words.Contains("prefix") ? 1 : 0);
        if (modes > 1)
        {
            line.Error("", "cookie 'rewrite', 'insert' and 'prefix' modes are incompatible.");
        }
        else
        {
            RefuseLater(line, words);
        }

        if (!line.HasFailed && modes == 0)
        {
            line.Error("", NotYet.Message("cookie <name> without insert"),
                $"Write 'cookie {name} insert indirect'.");
        }

        return line.HasFailed ? null
            : new CookieDraft(name, words.Contains("insert"), words.Contains("indirect"));
    }

    private static void RefuseLater(Line line, HashSet<string> words)
    {
        foreach (string word in LaterWords)
        {
            if (words.Contains(word))
            {
                line.Error(word, NotYet.Message($"cookie <name> {word}"));
            }
        }
    }
}
