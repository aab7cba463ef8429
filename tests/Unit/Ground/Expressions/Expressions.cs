using System.Text;
using Weir.Ground.Expressions;
using Xunit;

namespace Weir.Tests.Unit.Ground.Expressions;

/// <summary>Patterns and lines as texts.</summary>
internal static class Expressions
{
    public static RegularExpression Compiled(string pattern, ExpressionOptions options)
    {
        RegularExpression? compiled =
            RegularExpression.Compile(Encoding.Latin1.GetBytes(pattern), options, out ExpressionFault? fault);
        Assert.True(compiled is not null, $"{pattern}: {fault}");
        return compiled;
    }

    public static ExpressionFault FaultOf(string pattern, ExpressionOptions options)
    {
        RegularExpression? compiled =
            RegularExpression.Compile(Encoding.Latin1.GetBytes(pattern), options, out ExpressionFault? fault);
        Assert.True(compiled is null, $"{pattern} compiles");
        return fault!;
    }

    /// <summary>
    /// The match and its groups as <c>0-5 1-2</c>, <c>?</c> for one that took no part; <c>none</c>.
    /// </summary>
    public static string Groups(RegularExpression expression, string line)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(line);
        var captures = new Capture[RegularExpression.GroupsMax + 1];
        bool isFound = expression.Match(bytes, captures);
        Assert.Equal(isFound, expression.IsMatch(bytes));
        if (!isFound)
        {
            return "none";
        }

        StringBuilder text = new();
        for (int i = 0; i <= expression.Groups; i++)
        {
            text.Append(i == 0 ? "" : " ");
            text.Append(captures[i].Exists ? $"{captures[i].Start}-{captures[i].End}" : "?");
        }

        return text.ToString();
    }
}
