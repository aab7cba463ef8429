using System;
using System.Text;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;

namespace Weir.Rules.Patterns;

/// <summary>
/// Patterns from a file, one a line (manual, 7.1): blanks before them do not count, and neither do lines
/// that are empty or begin with '#'.
/// </summary>
internal static class PatternFile
{
    /// <summary>What is wrong; empty: nothing.</summary>
    public static string Read(string path, bool ignoresCase, RuleSection section, PatternList patterns)
    {
        FileText file = section.ReadFile(path);
        if (path.Length == 0 || file.Failure != FileFailure.None)
        {
            return $"failed to open pattern file <{path}>.";
        }

        int number = 0;
        foreach (string line in Encoding.Latin1.GetString(file.Bytes).Split('\n'))
        {
            number++;
            string pattern = line.TrimEnd('\r').TrimStart(' ', '\t');
            if (pattern.Length > 0 && line[0] != '#')
            {
                patterns.Add(new Pattern(pattern, ignoresCase, $" at line {number} of file '{path}'"));
            }
        }

        return "";
    }
}
