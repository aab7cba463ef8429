using Weir.Control.Questions;
using Xunit;

namespace Weir.Tests.Unit.Control.Questions;

/// <summary>The words of the verdicts were written by HAProxy 2.6.</summary>
public sealed class RedisQuestionTests
{
    [Theory]
    [InlineData("+PONG\r\n")]
    [InlineData("+PONG\r\nand more")]
    public void PongIsGood(string answer) => Heard.Is(
        RedisQuestion.Judge, answer, new(CheckResult.Layer7Passed, Info: "Redis server is ok"));

    [Theory]
    [InlineData("-NOAUTH Authentication required.\r\n", "-NOAUTH Authentication required.")]
    [InlineData("-LOADING Redis is loading the dataset in memory\r\nx", "-LOADING Redis is loading the "
        + "dataset in memory")]
    [InlineData("hello\r\n", "hello")]
    [InlineData("+PONG\n", "+PONG")]
    [InlineData("x+PONG\r\n", "x+PONG")]
    public void AnyOtherLineIsAWrongStatus(string answer, string info) =>
        Heard.Is(RedisQuestion.Judge, answer, new(CheckResult.Layer7WrongStatus, Info: info));

    [Theory]
    [InlineData("", "TCPCHK got an empty response at step 2")]
    [InlineData("+PON", "+PON")]
    [InlineData("+PONG\r", "+PONG")]
    public void AnEndBeforeTheLineIsOneToo(string answer, string info)
    {
        Heard.Waits(RedisQuestion.Judge, answer);
        Heard.Is(
            RedisQuestion.Judge, answer, new(CheckResult.Layer7WrongStatus, Info: info), ended: true);
    }
}
