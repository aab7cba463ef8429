using System.Text;
using Weir.Ground.Expressions;
using Weir.Rules.Rewriting;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Rules.Rewriting;

public sealed class ReplacementTests
{
    [Theory]
    [InlineData("(.*)", "a", "x", "x")]
    [InlineData("(.)(.)", "ab", @"\2\1", "ba")]
    [InlineData("b(.)", "abc", @"<\0>", "<bc>")]
    [InlineData("(a)|(b)", "b", @"[\1][\2]", "[][b]")] // a group that took no part is empty
    [InlineData("(a)", "a", @"\9", "")]
    [InlineData("(a)", "a", @"\1\1\1", "aaa")]
    [InlineData("(a)", "a", @"\11", "a1")] // one digit names a group
    [InlineData("a", "a", @"\x41\x7e", "A~")]
    [InlineData("a", "a", @"\\1", @"\1")]
    [InlineData("a", "a", @"\q\""", "q\"")]
    [InlineData("(a)", "a", "X: \\1\r\nY: \\1", "X: a\r\nY: a")]
    [InlineData("(a)", "a", "X: \\1\nY: \\1", "X: a\r\nY: a")] // LF alone ends a line too
    [InlineData("(a)", "a", "X: \\1\r\n\r\n", "X: a")] // the line has an end of its own
    [InlineData("a", "a", @"X: a\x0aY: b", "X: a\r\nY: b")]
    [InlineData("a", "a", "", "")]
    public void GroupsAndBytesTakeThePlaceOfAMatch(string pattern, string line, string text, string result)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(line);
        RegularExpression search = RegularExpression.Compile(
            Encoding.Latin1.GetBytes(pattern), ExpressionOptions.Posix, out _)!;
        var captures = new Capture[RegularExpression.GroupsMax + 1];
        Assert.True(search.Match(bytes, captures));
        Replacement replacement = Replacement.Read(Encoding.Latin1.GetBytes(text), out string fault)!;
        Assert.Equal("", fault);

        byte[] room = new byte[100];
        HeadWriter into = new(bytes, room);
        replacement.Write(ref into, bytes, captures);
        Assert.Equal(result, Encoding.Latin1.GetString(room, 0, into.Written));
    }

    [Theory]
    [InlineData("a\\", "a backslash at the end stands for nothing (write \\\\\\\\)")]
    [InlineData(@"\x4", "two hexadecimal digits must follow \\x")]
    [InlineData(@"\xg0", "two hexadecimal digits must follow \\x")]
    [InlineData("a\rb", "NUL, or CR without LF, can be in no message")]
    [InlineData(@"a\x00", "NUL, or CR without LF, can be in no message")]
    public void WhatCannotBeMeantIsNamed(string text, string fault)
    {
        Assert.Null(Replacement.Read(Encoding.Latin1.GetBytes(text), out string told));
        Assert.Equal(fault, told);
    }

    [Fact]
    public void OnlyTheGroupsThatItNamesAreAskedFor()
    {
        Assert.Equal(1, Replacement.Read("x"u8, out _)!.Captures);
        Assert.Equal(4, Replacement.Read(@"\3\1"u8, out _)!.Captures);
    }
}
