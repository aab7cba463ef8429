using System;
using Weir.Language.Source;

namespace Weir.Rules.Samples;

/// <summary>
/// Names in one text, with blanks or line ends around each: what is only known costs no memory and no start.
/// </summary>
internal static class NameList
{
    /// <summary>Whether a name is among them.</summary>
    public static bool Has(ReadOnlySpan<byte> names, string name)
    {
        byte[] wanted = ByteText.ToBytes(name);
        for (int at = 0; at < names.Length;)
        {
            int found = wanted.Length == 0 ? -1 : names[at..].IndexOf(wanted);
            if (found < 0)
            {
                return false;
            }

            int start = at + found;
            at = start + wanted.Length;
            // A name may hold a line end that was written as "\n": then it reaches over the text's.
            if (start > 0 && at < names.Length && names[start - 1] <= ' ' && names[at] <= ' ')
            {
                return true;
            }
        }

        return false;
    }
}
