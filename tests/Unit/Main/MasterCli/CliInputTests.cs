using System;
using System.Collections.Generic;
using System.Text;
using Weir.Main.MasterCli;
using Xunit;

namespace Weir.Tests.Unit.Main.MasterCli;

public sealed class CliInputTests
{
    [Theory]
    [InlineData("show proc\n", "show proc")]
    [InlineData("show proc\r\n", "show proc")]
    [InlineData("a;b\nc\n", "a|b|c")]
    [InlineData("a;\n", "a|")]
    [InlineData("\n", "")]
    [InlineData("a\\;b;c\n", "a\\;b|c")]
    [InlineData("a\\\\;c\n", "a\\\\|c")]
    [InlineData("a\\\nb\n", "a\\|b")]
    public void LinesAndSemicolonsEndCommands(string text, string commands)
    {
        CliInput input = new();

        Assert.Equal(commands.Split('|'), Feed(input, text));
        Assert.Equal(0, input.Rest.Length);
    }

    [Fact]
    public void ACommandMayArriveByteByByte()
    {
        CliInput input = new();
        List<string> all = [];

        foreach (char one in "show proc;x\nhelp\n") all.AddRange(Feed(input, one.ToString()));

        Assert.Equal(["show proc", "x", "help"], all);
    }

    [Fact]
    public void ALineWithoutAnEndIsNone()
    {
        CliInput input = new();

        Assert.Empty(Feed(input, "a;show proc"));
        Assert.False(input.IsOverlong);
    }

    [Fact]
    public void ALineForWhichThereIsNoRoomIsOverlong()
    {
        CliInput input = new();
        Feed(input, new string('x', CliInput.BytesMost));

        Assert.True(input.IsOverlong);
        Assert.Equal(0, input.Room.Length);
    }

    [Fact]
    public void RoomIsMadeOfWhatHasBeenObeyed()
    {
        CliInput input = new();
        for (int i = 0; i < 100; i++)
        {
            Assert.Single(Feed(input, new string('y', 1000) + "\n"));
            Assert.Empty(Feed(input, "rest"));
            Assert.Equal(["rest"], Feed(input, "\n"));
        }
    }

    [Theory]
    [InlineData("show proc", "show|proc")]
    [InlineData("  show \t proc  ", "show|proc")]
    [InlineData("a\\ b c\\;", "a b|c;")]
    [InlineData("a\\", "a\\")]
    public void WordsAreSeparatedByBlanks(string command, string words) =>
        Assert.Equal(words.Split('|'), CliInput.WordsOf(command));

    [Theory, InlineData(""), InlineData("  \t")]
    public void BlanksAloneAreNoWords(string command) => Assert.Empty(CliInput.WordsOf(command));

    private static List<string> Feed(CliInput input, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan().CopyTo(input.Room);
        input.Put(bytes.Length);
        List<string> commands = [];
        while (input.TryTake(out string command)) commands.Add(command);
        return commands;
    }
}
