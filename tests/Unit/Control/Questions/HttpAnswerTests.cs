using Weir.Control.Questions;
using Weir.Model.Plan.Checks;
using Xunit;

namespace Weir.Tests.Unit.Control.Questions;

public sealed class HttpAnswerTests
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

    [Theory]
    [InlineData(200, true)]
    [InlineData(404, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(504, false)]
    [InlineData(302, false)]
    public void ListedStatusesAreGoodAndOthersAreNamed(int status, bool isGood)
    {
        StatusRange[] listed = [new(200, 200), new(404, 404), new(500, 503)];
        string answer = $"HTTP/1.1 {status} Some\r\n\r\n";
        CheckVerdict passed = new(CheckResult.Layer7Passed, status);
        CheckVerdict wrong = new(CheckResult.Layer7WrongStatus, status, "Some");
        Assert.Equal(isGood ? passed : wrong, Expecting(new() { Statuses = listed }, answer));
        Assert.Equal(
            isGood ? wrong : passed, Expecting(new() { Statuses = listed, IsNegated = true }, answer));
    }

    [Fact]
    public void TheCommentOfAnExpectationIsToldWithItsFailure() => Assert.Equal(
        "OK comment: not so",
        Expecting(
            new() { Statuses = [new(201, 201)], Comment = "not so" }, "HTTP/1.1 200 OK\r\n\r\n")!.Value.Info);

    [Fact]
    public void AllExpectationsMustHoldAndTheFirstFailureIsTold()
    {
        HttpCheckPlan plan = new()
        {
            Expected =
            [
                new() { Statuses = [new(200, 200)] },
                new() { LooksAtBody = true, Text = "hello"u8.ToArray() },
            ],
        };
        const string Head = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n";
        Assert.Equal(new CheckVerdict(CheckResult.Layer7Passed, 200), Read(Head + "hello", false, plan));
        Assert.Equal(CheckResult.Layer7Invalid, Read(Head + "hallo", false, plan)!.Value.Result);
        Assert.Equal(
            CheckResult.Layer7WrongStatus, Read(Head.Replace("200", "201"), false, plan)!.Value.Result);
    }

    private static CheckVerdict? Expecting(HttpExpectation expected, string answer) =>
        Read(answer, ended: false, new HttpCheckPlan { Expected = [expected] });

    private static CheckVerdict? Read(string answer, bool ended) => Read(answer, ended, new HttpCheckPlan());

    private static CheckVerdict? Read(string answer, bool ended, HttpCheckPlan plan) =>
        Heard.Of((received, isEnd) => HttpAnswer.Judge(received, isEnd, plan), answer, ended).Verdict;

    private static CheckVerdict? Wish(string status) => Read(
        $"HTTP/1.0 {status}\r\n\r\n", ended: false, new HttpCheckPlan { StopsOn404 = true });
}
