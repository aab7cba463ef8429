using System.Text;
using Weir.Control.Checks;
using Xunit;

namespace Weir.Tests.Unit.Control.Checks;

public sealed class CheckAnswerTests
{
    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n", 200)]
    [InlineData("HTTP/1.0 200\r\n\r\n", 200)]
    [InlineData("HTTP/1.0 200 OK\n\n", 200)]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n", 301)]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 10\r\n\r\n12", 302)]
    [InlineData("HTTP/1.0 304 Not Modified\r\n\r\n", 304)]
    [InlineData("HTTP/1.0 399 ?\r\n\r\n", 399)]
    public void TwoAndThreeHundredsAreGood(string answer, int code) =>
        Assert.Equal(new CheckVerdict(CheckResult.Layer7Passed, code), Read(answer, ended: false));

    [Theory]
    [InlineData("HTTP/1.0 404 Not Found\r\n\r\n", 404, "Not Found")]
    [InlineData("HTTP/1.0 404\r\n\r\n", 404, "")]
    [InlineData("HTTP/1.0 404 \r\n\r\n", 404, "")]
    [InlineData("HTTP/1.1 101 Sw\r\n\r\n", 101, "Sw")]
    [InlineData("HTTP/1.0 100 Cont\r\n\r\n", 100, "Cont")]
    [InlineData("HTTP/1.0 999 foo\r\n\r\n", 999, "foo")]
    [InlineData("HTTP/1.0 400 Bad\r\n\r\n", 400, "Bad")]
    [InlineData("HTTP/1.0 500 caf\u00e9\r\n\r\n", 500, "caf\u00e9")]
    public void EveryOtherStatusIsWrongAndNamed(string answer, int code, string info) =>
        Assert.Equal(new CheckVerdict(CheckResult.Layer7WrongStatus, code, info), Read(answer, ended: false));

    [Fact]
    public void A404MayBeAWishAndNothingElseIs()
    {
        Assert.Equal(new CheckVerdict(CheckResult.Layer7Conditional, 404), Wish("404 Not Found"));
        Assert.Equal(new CheckVerdict(CheckResult.Layer7Passed, 200), Wish("200 OK"));
        Assert.Equal(new CheckVerdict(CheckResult.Layer7WrongStatus, 410, "Gone"), Wish("410 Gone"));
    }

    [Theory]
    [InlineData("hello world this is not http\r\n\r\n")]
    [InlineData("http/1.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.0 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nfoo bar\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    public void AnythingElseIsInvalidAtOnce(string answer) =>
        Assert.Equal(new CheckVerdict(CheckResult.Layer7Invalid), Read(answer, ended: false));

    [Fact]
    public void AnAnswerIsWaitedForByteByByteAndInvalidWhenItEndsEarly()
    {
        const string Answer = "HTTP/1.0 200 OK\r\nA: b\r\n\r\n";
        for (int length = 0; length < Answer.Length; length++)
        {
            Assert.Null(Read(Answer[..length], ended: false));
            Assert.Equal(new CheckVerdict(CheckResult.Layer7Invalid), Read(Answer[..length], ended: true));
        }

        Assert.Equal(new CheckVerdict(CheckResult.Layer7Passed, 200), Read(Answer, ended: true));
    }

    [Fact]
    public void ALongReasonIsCut()
    {
        CheckVerdict? verdict = Read($"HTTP/1.0 500 {new string('x', 300)}\r\n\r\n", ended: false);
        Assert.Equal(new string('x', 127), verdict!.Value.Info);
    }

    private static CheckVerdict? Read(string answer, bool ended) =>
        CheckAnswer.Read(Encoding.Latin1.GetBytes(answer), ended);

    private static CheckVerdict? Wish(string status) => CheckAnswer.Read(
        Encoding.Latin1.GetBytes($"HTTP/1.0 {status}\r\n\r\n"), ended: false, stopsOn404: true);
}
