using System.Globalization;
using System.Text;

namespace Weir.Language.Source;

/// <summary>A word as it has to be written in a configuration to be read as it is.</summary>
public static class WordText
{
    /// <summary>The word; in quotes where it would not stand for itself.</summary>
    /// <param name="word">One char for each byte.</param>
    public static string Quoted(string word)
    {
        bool isPlain = word.Length > 0;
        bool isPrintable = true;
        foreach (char c in word)
        {
            isPlain &= c is > ' ' and < '\x7f' and not ('\\' or '"' or '\'' or '#');
            isPrintable &= c is >= ' ' and < '\x7f' and not '\'';
        }

        return isPlain ? word : isPrintable ? $"'{word}'" : Escaped(word);
    }

    private static string Escaped(string word)
    {
        StringBuilder text = new("\"");
        foreach (char c in word)
        {
            text.Append(c switch
            {
                '"' or '\\' or '$' => $"\\{c}",
                '\r' => "\\r",
                '\n' => "\\n",
                '\t' => "\\t",
                < ' ' or >= '\x7f' => "\\x" + ((int)c).ToString("x2", CultureInfo.InvariantCulture),
                _ => $"{c}",
            });
        }

        return text.Append('"').ToString();
    }
}
