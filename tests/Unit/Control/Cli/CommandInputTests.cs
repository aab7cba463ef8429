using System;
using System.Collections.Generic;
using System.Text;
using Weir.Control.Cli;
using Xunit;

namespace Weir.Tests.Unit.Control.Cli;

public sealed class CommandInputTests
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
        CommandInput input = new();

        Assert.Equal(commands.Split('|'), Feed(input, text));
        Assert.Equal(0, input.Rest.Length);
    }

    [Fact]
    public void ACommandMayArriveByteByByte()
    {
        CommandInput input = new();
        List<string> all = [];

        foreach (char one in "show proc;x\nhelp\n") all.AddRange(Feed(input, one.ToString()));

        Assert.Equal(["show proc", "x", "help"], all);
    }

    [Fact]
    public void ALineWithoutAnEndIsNone()
    {
        CommandInput input = new();

        Assert.Empty(Feed(input, "a;show proc"));
        Assert.False(input.IsOverlong);
    }

    [Fact]
    public void ALineForWhichThereIsNoRoomIsOverlong()
    {
        CommandInput input = new();
        Feed(input, new string('x', CommandInput.BytesMost));

        Assert.True(input.IsOverlong);
        Assert.Equal(0, input.Room.Length);
    }

    [Fact]
    public void RoomIsMadeOfWhatHasBeenObeyed()
    {
        CommandInput input = new();
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
        Assert.Equal(words.Split('|'), CommandInput.WordsOf(command));

    [Theory, InlineData(""), InlineData("  \t")]
    public void BlanksAloneAreNoWords(string command) => Assert.Empty(CommandInput.WordsOf(command));

    private static List<string> Feed(CommandInput input, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan().CopyTo(input.Room);
        input.Put(bytes.Length);
        List<string> commands = [];
        while (input.TryTake(out string command)) commands.Add(command);
        return commands;
    }
}
