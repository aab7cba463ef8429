using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Language.Keywords;
using Weir.Model.Draft;
using Weir.Model.Plan;

namespace Weir.Model.Keywords;

/// <summary>Persistence by cookie.</summary>
internal static class CookieKeywords
{
    // Words without an argument.
    private static readonly string[] PlainWords =
    [
        "dynamic", "httponly", "indirect", "insert", "nocache", "postonly", "prefix", "preserve", "rewrite",
        "secure",
    ];

    private static readonly string[] KnownWords = ["attr", "domain", "maxidle", "maxlife", .. PlainWords];

    public static readonly ProxyKeyword[] Table =
    [
        new("cookie", Sections.Service,
            "<name> [insert | rewrite | prefix] [indirect] [nocache] [postonly] [preserve] [httponly] "
            + "[secure] [domain <domain>]* [maxidle <idle>] [maxlife <life>] [dynamic] [attr <text>]*",
            Default: "none", Example: "cookie SERVERID insert indirect nocache",
            Doc: "Binds a client to a server by a cookie: an added one, or the application's.",
            Apply: static (line, proxy) => proxy.Cookie = Read(line)),
        new("dynamic-cookie-key", Sections.Service, "<string>", Default: "none",
            Example: "dynamic-cookie-key secret",
            Doc: "What 'cookie ... dynamic' mixes into the values that it makes of servers' addresses.",
            Apply: static (line, proxy) => proxy.DynamicCookieKey =
                line.Word("'dynamic-cookie-key' expects a string as argument.")),
    ];

    private static CookieDraft? Read(Line line)
    {
        string name = line.Word("'cookie' expects <cookie_name> as argument.");
        HashSet<string> words = [];
        List<string> domains = [];
        List<string> attributes = [];
        long maxIdleS = 0;
        long maxLifeS = 0;
        while (!line.HasFailed && line.Next() is { } word)
        {
            words.Add(word);
            switch (word)
            {
                case "domain":
                    domains.Add("; domain=" + Value(line, word, ""));
                    break;
                case "attr":
                    attributes.Add("; " + Value(line, word, ";"));
                    break;
                case "maxidle":
                    maxIdleS = line.Seconds(word);
                    break;
                case "maxlife":
                    maxLifeS = line.Seconds(word);
                    break;
                default:
                    CheckPlain(line, word);
                    break;
            }
        }

        if (!line.HasFailed)
        {
            CheckTogether(line, words);
        }

        return line.HasFailed ? null : new CookieDraft(name, ModeOf(words))
        {
            Indirect = words.Contains("indirect"),
            Preserve = words.Contains("preserve"),
            PostOnly = words.Contains("postonly"),
            NoCache = words.Contains("nocache"),
            Dynamic = words.Contains("dynamic"),
            MaxIdleS = maxIdleS,
            MaxLifeS = maxLifeS,
            Attributes = string.Concat(domains)
                + (words.Contains("httponly") ? "; HttpOnly" : "")
                + (words.Contains("secure") ? "; Secure" : "")
                + string.Concat(attributes),
        };
    }

    private static CookieMode ModeOf(HashSet<string> words) =>
        words.Contains("insert") ? CookieMode.Insert
        : words.Contains("rewrite") ? CookieMode.Rewrite
        : words.Contains("prefix") ? CookieMode.Prefix : CookieMode.Passive;

    private static void CheckPlain(Line line, string word)
    {
        if (Array.IndexOf(PlainWords, word) >= 0)
        {
            return;
        }

        line.Unknown(word, "'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', 'nocache', "
            + "'postonly', 'domain', 'maxidle', 'dynamic', 'maxlife' and 'attr' options.",
            KnownWords);
    }

    /// <summary>
    /// A value that goes to clients as it stands: one of its characters must not end it, or the line.
    /// </summary>
    private static string Value(Line line, string word, string forbidden)
    {
        string value = line.Word($"'cookie': '{word}' expects a value as argument.");
        foreach (char c in value)
        {
            if (c is < ' ' or (char)127 || forbidden.Contains(c, StringComparison.Ordinal))
            {
                line.Error(value, $"'cookie': character code {(int)c} is not permitted in '{word}'.");
                break;
            }
        }

        return value;
    }

    private static void CheckTogether(Line line, HashSet<string> words)
    {
        string[] modes = ["insert", "rewrite", "prefix"];
        if (modes.Count(words.Contains) > 1)
        {
            line.Error("", "cookie 'rewrite', 'insert' and 'prefix' modes are incompatible.");
        }
        else if (words.Contains("rewrite") && words.Contains("indirect"))
        {
            line.Error("", "cookie 'rewrite' and 'indirect' modes are incompatible.");
        }
        else if (words.Contains("preserve") && !words.Contains("insert") && !words.Contains("indirect"))
        {
            line.Error("", "cookie 'preserve' requires at least 'insert' or 'indirect'.");
        }
    }
}
