using Weir.Language.Source;
using Xunit;

namespace Weir.Tests.Unit.Language.Source;

public sealed class ConditionTests
{
    private static readonly ConditionFacts Facts = new(
        static name => name == "HOME" ? "/root" : name == "ONE" ? "1" : null, "3.5.2-weir0.1",
            ["OPENSSL", "EPOLL"]);

    [Theory]
    [InlineData("", false)]
    [InlineData("0", false)]
    [InlineData("1", true)]
    [InlineData("-1", true)]
    [InlineData("5 # why", true)]
    [InlineData("!1", false)]
    [InlineData("!!7", true)]
    [InlineData("\"$ONE\"", true)]
    [InlineData("\"!1\"", false)]
    [InlineData("1 && 0", false)]
    [InlineData("1&&1", true)]
    [InlineData("0 || 1", true)]
    [InlineData("0 && 0 || 1", true)]
    [InlineData("1 || 0 && 0", true)]
    [InlineData("0 && (0 || 1)", false)]
    [InlineData("!(streq(a,b) || 0)", true)]
    public void NumbersAndSignsCombine(string text, bool value) => Check(text, value);

    [Theory]
    [InlineData("defined(HOME)", true)]
    [InlineData("defined(NOX)", false)]
    [InlineData("defined( HOME )", false)]
    [InlineData("feature(OPENSSL)", true)]
    [InlineData("feature(LUA)", false)]
    [InlineData("streq(a,a)", true)]
    [InlineData("streq(a,b)", false)]
    [InlineData("streq(a,\"a\")", true)]
    [InlineData("streq(\"$HOME\",/root)", true)]
    [InlineData("streq(\"a,b\",'a,b')", true)]
    [InlineData("strneq(a,b)", true)]
    [InlineData("strstr(abc,b)", true)]
    [InlineData("strstr(abc,d)", false)]
    [InlineData("enabled(POLL)", false)]
    [InlineData("version_atleast(2.4-dev1) && !version_before(2.4)", true)]
    public void PredicatesAnswer(string text, bool value) => Check(text, value);

    [Theory]
    [InlineData("3.5", true)]
    [InlineData("3.5.2", true)]
    [InlineData("3.5.3", false)]
    [InlineData("3.6-dev1", false)]
    [InlineData("3.5.2-dev9", true)]
    [InlineData("10.0", false)]
    public void VersionsCompareByNumber(string version, bool isAtLeast)
    {
        Check($"version_atleast({version})", isAtLeast);
        Check($"version_before({version})", !isAtLeast);
    }

    [Theory]
    [InlineData("1.2-dev3", "1.2-dev20", -1)]
    [InlineData("1.2-dev3", "1.2", -1)]
    [InlineData("1.2.0", "1.2", 0)]
    [InlineData("1.10", "1.9", 1)]
    public void ADevelopmentVersionIsOlderThanItsRelease(string left, string right, int order) =>
        Assert.Equal(order, ConditionPredicates.CompareVersions(left, right));

    [Theory]
    [InlineData("foo", "unparsable conditional expression 'foo'", 0)]
    [InlineData("foo(a)", "unparsable conditional expression 'foo(a)'", 0)]
    [InlineData("1 || foo", "unparsable conditional expression 'foo'", 5)]
    [InlineData("0 && foo", "unparsable conditional expression 'foo'", 5)]
    [InlineData("1 &&", "unparsable conditional expression ''", 4)]
    [InlineData("1 1", "unexpected character '1' at the end of conditional expression '1 1'", 2)]
    [InlineData("(1", "expected ')' after conditional expression '(1'", 0)]
    [InlineData("streq(a",
        "missing closing ')' after arguments of predicate 'streq' used in conditional expression", 7)]
    [InlineData("streq(a)", "predicate 'streq' used in conditional expression expects 2 arguments (got 1)",
        8)]
    [InlineData("defined(a,b)",
        "predicate 'defined' used in conditional expression expects 1 argument (got 2)", 12)]
    [InlineData("streq(\"$3\",b)", "forbidden first char in environment variable name", 8)]
    public void WhatCannotBeReadIsRefused(string text, string message, int position)
    {
        Assert.Null(Condition.Evaluate(text, Facts, out LineFault? fault));
        Assert.Equal(new LineFault(message, position), fault);
    }

    [Fact]
    public void NestingHasABound()
    {
        Check(new string('!', 90) + "1", true);
        Assert.Null(Condition.Evaluate(new string('(', 60000), Facts, out LineFault? fault));
        Assert.Equal("conditional expression is nested too deeply", fault!.Message);
    }

    [Fact]
    public void AVariableThatRefersToItselfIsRefused()
    {
        ConditionFacts circle = Facts with { Environment = static _ => "\"$SELF\"" };
        Assert.Null(Condition.Evaluate("\"$SELF\"", circle, out LineFault? fault));
        Assert.Equal("conditional expression is nested too deeply", fault!.Message);
    }

    private static void Check(string text, bool value)
    {
        Assert.Equal(value, Condition.Evaluate(text, Facts, out LineFault? fault));
        Assert.Null(fault);
    }
}
