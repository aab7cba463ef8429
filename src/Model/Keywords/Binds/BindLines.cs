using Weir.Language.Keywords;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;

namespace Weir.Model.Keywords.Binds;

/// <summary>The <c>bind</c> line: addresses, and words that each take their own arguments.</summary>
internal static class BindLines
{
    public static void Read(Line line, ProxyDraft proxy)
    {
        string text = line.Word(
            "'bind' expects {<path>|[addr1]:port1[-end1]}{,[addr]:port[-end]}... as arguments.");
        if (line.HasFailed || ProxyKeywords.Addresses(text, line, proxy) is not { Count: > 0 } found)
        {
            return;
        }

        BindDraft words = found[0].Words; // one for all that the line has
        string prefix = $"'bind {text}' in section '{proxy.Kind.Word()}' : ";
        while (!line.HasFailed && line.Left > 0)
        {
            Word(line, words, prefix);
        }

        CheckNumber(line, proxy, words, prefix);
        proxy.Listeners.AddRange(found);
        proxy.IsClassic = false; // with a bind line it was written for today's versions
    }

    private static void Word(Line line, BindDraft words, string prefix)
    {
        string word = line.Peek;
        Keyword? row = KeywordTables.Words.Find([word], 0, Sections.BindLine, out int length);
        if (row is not { In: Sections.BindLine })
        {
            line.Unknown(word, $"{prefix}unknown keyword '{word}'",
                KeywordTables.Words.Names(Sections.BindLine));
        }
        else if (row is not BindWord known)
        {
            line.Error(word, prefix + NotYet.Message(word));
        }
        else
        {
            Line tail = line.Tail(row.Name, line.Position + length, prefix);
            known.Apply(tail, words);
            line.Follow(tail);
        }
    }

    private static void CheckNumber(Line line, ProxyDraft proxy, BindDraft words, string prefix)
    {
        ListenDraft? twin = words.NumericId == 0
            ? null
            : proxy.Listeners.Find(one => one.Words.NumericId == words.NumericId);
        if (twin is not null)
        {
            line.Error("id", $"{prefix}'id' : custom id {words.NumericId} already used at {twin.Line.Place} "
                + $"('bind {twin.Line.Words[1]}')");
        }
    }
}
