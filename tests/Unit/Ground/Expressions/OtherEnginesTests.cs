using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Ground.Expressions;
using Xunit;

namespace Weir.Tests.Unit.Ground.Expressions;

/// <summary>
/// Thousands of patterns from fixed seeds, each on several lines, as other engines see them: libc's, which
/// HAProxy 1.x asked, for POSIX; .NET's, which goes Perl's way, for the rest.
/// </summary>
public sealed unsafe class OtherEnginesTests
{
    private const int Patterns = 1_000;
    private const int LinesEach = 8;
    private const int Extended = 1; // REG_EXTENDED
    private const int CompiledBytes = 64; // sizeof(regex_t)

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void MatchesAreWhereLibcHasThem(int seed)
    {
        RandomPatterns random = new(seed);
        byte* compiled = stackalloc byte[CompiledBytes];
        int* match = stackalloc int[2];
        for (int i = 0; i < Patterns; i++)
        {
            string pattern = random.Pattern(lazy: false);
            RegularExpression ours = Expressions.Compiled(pattern, ExpressionOptions.Posix);
            Assert.Equal(0, regcomp(compiled, Text(pattern), Extended));
            for (int line = 0; line < LinesEach; line++)
            {
                string text = random.Line();
                string theirs = regexec(compiled, Text(text), 1, match, 0) == 0
                    ? $"{match[0]}-{match[1]}" : "none";
                string found = Expressions.Groups(ours, text).Split(' ')[0];
                Assert.True(theirs == found, $"{pattern} on '{text}': {theirs}, not {found}");
            }

            regfree(compiled);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void MatchesAndGroupsAreWhereDotNetHasThem(int seed)
    {
        RandomPatterns random = new(seed);
        for (int i = 0; i < Patterns; i++)
        {
            string pattern = random.Pattern(lazy: true);
            RegularExpression ours = Expressions.Compiled(pattern, ExpressionOptions.None);
            Regex theirs = new(pattern, RegexOptions.CultureInvariant);
            for (int line = 0; line < LinesEach; line++)
            {
                string text = random.Line();
                string expected = Groups(theirs.Match(text), ours.Groups);
                string found = Expressions.Groups(ours, text);
                Assert.True(expected == found, $"{pattern} on '{text}': {expected}, not {found}");
            }
        }
    }

    private static string Groups(Match match, int count)
    {
        if (!match.Success)
        {
            return "none";
        }

        StringBuilder text = new();
        for (int i = 0; i <= count; i++)
        {
            Group group = match.Groups[i];
            text.Append(i == 0 ? "" : " ");
            text.Append(group.Success ? $"{group.Index}-{group.Index + group.Length}" : "?");
        }

        return text.ToString();
    }

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text + "\0");

    [DllImport("libc")]
    private static extern int regcomp(byte* compiled, byte[] pattern, int flags);

    [DllImport("libc")]
    private static extern int regexec(byte* compiled, byte[] line, nint count, int* match, int flags);

    [DllImport("libc")]
    private static extern void regfree(byte* compiled);
}
