using System.Text;
using Weir.Model.Compile.Logs;
using Weir.Model.Keywords.Logs;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

/// <summary>The text of a <c>log-format</c> to pieces, and when its line is due.</summary>
public sealed class LogFormatTests
{
    private const string Verbatim =
        " If you wanted to emit the '%' character verbatim, you need to use '%%'.";

    [Theory]
    [InlineData("a %ci:%cp %% b", "[a ]ClientAddress [:]ClientPort [ % b]Nothing")]
    [InlineData("%ST_%B", "[]Status [_]BytesRead")]
    [InlineData("  %ST   %B  ", "[]Status [ ]BytesRead [ ]Nothing")]
    [InlineData("x", "[x]Nothing")]
    public void BlanksAreMergedAndNamesEndAtTheFirstOtherCharacter(string text, string expected)
    {
        LogFormatReader reader = new(text, isHttp: true);
        StringBuilder found = new();
        foreach (LogPiece piece in reader.Read())
        {
            found.Append($"[{Encoding.ASCII.GetString(piece.Before)}]{piece.Field} ");
        }

        Assert.Null(reader.Fault);
        Assert.Equal(expected, found.ToString().TrimEnd());
    }

    [Fact]
    public void FlagsHoldForOneVariableOrWithOForAllThatFollow()
    {
        LogPiece[] pieces = new LogFormatReader("%ci%{+Q,-Q,+X}ci%{+Q}o%ci%{+E,-Q}ci%ci", true).Read();
        Assert.Equal(
            [LogStyle.None, LogStyle.Hexadecimal, LogStyle.Quoted, LogStyle.Escaped, LogStyle.Quoted],
            System.Array.ConvertAll(pieces, static piece => piece.Style));
    }

    [Theory]
    [InlineData("%", true, "truncated line after '%'.")]
    [InlineData("%ST%%%", true, "truncated line after '%'.")]
    [InlineData("%zz", true, "no such format variable 'zz'." + Verbatim)]
    [InlineData("%ST2", true, "no such format variable 'ST2'." + Verbatim + " Did you mean 'ST' maybe ?")]
    [InlineData("%(a)ST", true, "no such format variable '('." + Verbatim)]
    [InlineData("%{+Q", true, "truncated line after '+Q'.")]
    [InlineData("%{+Q}", true, "parse argument modifier without variable name near '%{+Q}'.")]
    [InlineData("%{+Z}r", true, "unknown flag '+Z' in '{+Z}': there are 'Q', 'E' and 'X'.")]
    [InlineData("%[src", true, "missing ']' after 'src'.")]
    [InlineData("%[src]", true, "'log-format with %[...]' is known, but not supported yet.")]
    [InlineData("%ID", true, "'%ID' is known, but not supported yet.")]
    [InlineData("%HM", false, "format variable 'HM' is reserved for HTTP mode.")]
    public void WhatIsWrongIsSaid(string text, bool isHttp, string expected)
    {
        LogFormatReader reader = new(text, isHttp);
        reader.Read();
        Assert.Equal(expected, reader.Fault);
    }

    [Theory]
    [InlineData("", LogMoment.Accepted)]
    [InlineData("option httplog", LogMoment.Ended)]
    [InlineData("option httplog\n option logasap", LogMoment.Answered)]
    [InlineData("log-format %ci", LogMoment.Answered)]
    [InlineData("log-format %ci%B", LogMoment.Ended)]
    [InlineData("option logasap\n option httplog\n no option logasap", LogMoment.Ended)]
    [InlineData("log-format %HM\n option tcplog", LogMoment.Ended)]
    public void ALineIsDueWhenAllThatItTellsIsKnown(string lines, LogMoment expected)
    {
        string text = $"{Config.QuietDefaults}listen l\n bind :80\n log 127.0.0.1 local0\n {lines}\n";
        ProxyPlan proxy = Config.Good(text).Proxies[0];
        Assert.Equal(expected, proxy.Log.Layout!.Moment);
        Assert.Equal(expected == LogMoment.Answered, proxy.Log.IsEarly);
    }

    [Fact]
    public void EveryVariableThatIsKnownIsReadOrRefusedByName()
    {
        foreach (LogAlias row in LogAliases.Table)
        {
            LogFormatReader reader = new($"%{row.Name}", isHttp: true);
            LogPiece[] pieces = reader.Read();
            if (row.Field == LogField.Nothing)
            {
                Assert.Equal($"'%{row.Name}' is known, but not supported yet.", reader.Fault);
            }
            else
            {
                Assert.Equal(row.Field, Assert.Single(pieces).Field);
            }
        }
    }
}
