using System;
using System.Text;
using Weir.Ground.Expressions;
using Weir.Ground.Expressions.Reading;
using Weir.Ground.Expressions.Running;
using Xunit;

namespace Weir.Tests.Unit.Ground.Expressions;

/// <summary>What makes other engines slow makes this one not.</summary>
public sealed class ExpressionCostTests
{
    private static readonly string[] Hostile =
    [
        "(x+x+)+y", "(x*)*y", "(x|xx)+$!", "(.*)(.*)(.*)(.*)(.*)y", ".*.*.*=.*;", "(x?){30}x{30}y",
        "^(([a-z])+.)+[A-Z]([a-z])+$", "(x|y)*x(x|y){8}z", "(x*)*", "(x+x+)+", "(.*)(.*)(.*)(.*)(.*)",
        @"\b(x+x+)+y", @"(x|xx)+\b!", @"\b(.*)(.*)(.*)y",
    ];

    /// <summary>The empty line, short ones and a long one.</summary>
    private static readonly int[] Lengths = [0, 30, 200, 5_000];

    [Fact]
    public void NoStepIsTakenTwiceAtAByte()
    {
        foreach (string pattern in Hostile)
        {
            ExpressionProgram program = Program(pattern);
            foreach (int length in Lengths)
            {
                long most = (long)program.Instructions.Length * (length + 1);
                byte[] line = Line(length);
                Assert.InRange(StepsOfThreads(program, line, slots: 20), 1, most);
                Assert.InRange(StepsOfThreads(program, line, slots: 0), 1, most);
                if (Backtrack.Suits(program, length))
                {
                    Assert.InRange(StepsOfBacktrack(program, line), 1, most);
                }
            }
        }
    }

    [Fact]
    public void WhetherThereIsAMatchIsReadFromATable()
    {
        foreach (string pattern in Hostile)
        {
            Assert.True(AutomatonBuilder.Build(Program(pattern)) is not null, pattern);
        }
    }

    [Theory]
    [InlineData("((a{1,100}){1,100}){1,100}")]
    [InlineData("((((a{1,255}){1,255}){1,255}){1,255}){1,255}")]
    [InlineData("(((a*){1000}){1000}){1000}")]
    [InlineData("a{65535}")]
    [InlineData("(a|b)*a(a|b){100}c")] // neither a table nor few enough steps without one
    [InlineData(".{0,2000}a")]
    public void APatternThatWouldBeTooLargeIsRefused(string pattern) =>
        Assert.Equal("regular expression is too large",
            Expressions.FaultOf(pattern, ExpressionOptions.Posix).Message);

    /// <summary>As of robots' names: long, but without anything that multiplies.</summary>
    [Fact]
    public void AListOfManyWordsHasATable()
    {
        StringBuilder words = new(@"\b(");
        for (int i = 0; i < 200; i++)
        {
            words.Append(i == 0 ? "" : "|").Append($"robot{i * 7919 % 1000}x");
        }

        Assert.NotNull(AutomatonBuilder.Build(Program(words + @")\b")));
    }

    [Fact]
    public void NothingRepeatedAsOftenAsYouLikeIsNothing() =>
        Assert.Equal("0-0", Expressions.Groups(
            Expressions.Compiled("(?:(?:(?:){65535}){65535}){65535}", ExpressionOptions.Posix), "a"));

    [Fact]
    public void ParenthesesLieSoDeepInEachOtherAndNoDeeper()
    {
        Assert.Equal("0-1 0-1 0-1 0-1 0-1 0-1 0-1 0-1 0-1 0-1",
            Expressions.Groups(Expressions.Compiled(Nested(250), ExpressionOptions.Posix), "a"));
        Assert.Equal("parentheses are too deeply nested",
            Expressions.FaultOf(Nested(251), ExpressionOptions.Posix).Message);
        Assert.Equal("quantifier does not follow a repeatable item",
            Expressions.FaultOf("a" + new string('*', 60_000), ExpressionOptions.Posix).Message);
    }

    [Fact]
    public void ALineAllocatesNothing()
    {
        RegularExpression table = Expressions.Compiled("^([^ ]*) /static/(.*)", ExpressionOptions.Posix);
        RegularExpression none = Expressions.Compiled("([a-z]|x)*x([a-z]|x){20}(,)", ExpressionOptions.Posix);
        byte[] line = "GET /static/logo.png HTTP/1.1"u8.ToArray();
        byte[] other = Encoding.Latin1.GetBytes(new string('x', 1_000) + ",");
        var captures = new Capture[10];
        bool isAsExpected = Run(2);
        long before = GC.GetAllocatedBytesForCurrentThread();
        isAsExpected &= Run(20);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(isAsExpected);

        bool Run(int rounds)
        {
            bool found = true;
            for (int i = 0; i < rounds; i++)
            {
                found &= table.Match(line, captures) && none.Match(other, captures) && none.IsMatch(other);
                found &= !table.IsMatch(other) && !none.IsMatch(line);
            }

            return found;
        }
    }

    private static string Nested(int depth) => new string('(', depth) + "a" + new string(')', depth);

    private static byte[] Line(int length)
    {
        byte[] line = new byte[length];
        Array.Fill(line, (byte)'x');
        return line;
    }

    private static ExpressionProgram Program(string pattern)
    {
        Node? tree = ExpressionParser.Parse(
            Encoding.Latin1.GetBytes(pattern), ExpressionOptions.Posix, out int groups, out _);
        return ProgramWriter.Write(tree!, groups)!;
    }

    private static long StepsOfThreads(ExpressionProgram program, byte[] line, int slots)
    {
        ThreadRun run = new(
            program, isLongest: true, new int[ThreadRun.RoomOf(program, slots)], new ushort[slots]);
        run.Find(line);
        return run.Steps;
    }

    private static long StepsOfBacktrack(ExpressionProgram program, byte[] line)
    {
        Backtrack.Room room = new(
            new int[2 * Backtrack.OpenMax], new ulong[Backtrack.TriedMax + 1], new ushort[20]);
        Backtrack run = new(program, line, isLongest: true, new ushort[20], room);
        run.Find();
        return run.Steps;
    }
}
