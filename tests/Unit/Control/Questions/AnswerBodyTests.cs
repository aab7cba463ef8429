using System.Text;
using Weir.Control.Questions;
using Weir.Ground.Expressions;
using Weir.Model.Plan.Checks;
using Xunit;

namespace Weir.Tests.Unit.Control.Questions;

/// <summary>
/// What <c>http-check expect string</c> and <c>rstring</c> make of bodies; the words are HAProxy 2.6's.
/// </summary>
public sealed class AnswerBodyTests
{
    private const string Missing = "HTTP content check did not match";
    private const string Unwanted = "HTTP check matched unwanted content";
    private const string Empty = "HTTP content check could not find a response body";
    private const string Good = "";

    private const string Length = "HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n";
    private const string Chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    private const string Close = "HTTP/1.0 200 OK\r\n\r\n";

    [Theory]
    [InlineData(Length + "why hello there", false, Good, Unwanted)]
    [InlineData(Length + "why hallo there", false, Missing, Good)]
    [InlineData(Length + "why hallo therehello", false, Missing, Good)]
    [InlineData(Length + "why hello", false, Good, Unwanted)]
    [InlineData(Length + "why h", true, Missing, Good)]
    [InlineData(Length, true, Empty, Empty)]
    [InlineData(Chunks + "6\r\nwhy he\r\n9\r\nllo there\r\n0\r\n\r\n", false, Good, Unwanted)]
    [InlineData(Chunks + "6\r\nwhy he\r\n4\r\n-llo\r\n0\r\n\r\n", false, Missing, Good)]
    [InlineData(Chunks + "6\r\nwhy he\r\n", true, Missing, Good)]
    [InlineData(Close + "hello", false, Good, Unwanted)]
    [InlineData(Close + "hell", true, Missing, Good)]
    [InlineData("HTTP/1.1 200 OK\r\nx: hello\r\ncontent-length: 1\r\n\r\nx", false, Missing, Good)]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", false, Empty, Empty)]
    [InlineData("HTTP/1.1 204 No\r\n\r\n", false, Empty, Empty)]
    public void ATextIsFoundOrIsNot(string answer, bool ended, string wanted, string unwanted)
    {
        Assert.Equal(VerdictOf(wanted), Read(answer, ended, isNegated: false));
        Assert.Equal(VerdictOf(unwanted), Read(answer, ended, isNegated: true));
    }

    [Theory]
    [InlineData(Length + "why h")]
    [InlineData(Chunks + "6\r\nwhy he\r\n")]
    [InlineData(Close + "hell")]
    public void WhetherItIsThereIsNotSaidBeforeAllIs(string answer)
    {
        Assert.Null(Read(answer, ended: false, isNegated: false));
        Assert.Null(Read(answer, ended: false, isNegated: true));
    }

    [Theory]
    [InlineData("^why hel+o there$", Length + "why hello there", Good)]
    [InlineData("^why$", Length + "why hello there", Missing)]
    [InlineData("there$", Length + "why hello ther\n", Missing)]
    [InlineData("ther$", Length + "why hello ther\n", Good)]
    [InlineData("ther.$", Length + "why hello ther\n", Good)]
    [InlineData(".*", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", Empty)]
    [InlineData("hello$", Chunks + "6\r\nwhy he\r\n3\r\nllo\r\n0\r\n\r\n", Good)]
    public void APatternIsMatchedWithAllOfTheBody(string pattern, string answer, string info)
    {
        Assert.Equal(VerdictOf(info), Read(answer, ended: false, Like(pattern)));
        Assert.Null(Read(Close + "why hello", ended: false, Like("hello")));
        Assert.Equal(VerdictOf(Good), Read(Close + "why hello", ended: true, Like("hello")));
    }

    [Fact]
    public void BrokenChunksAreInvalid() => Assert.Equal(
        new CheckVerdict(CheckResult.Layer7Invalid), Read(Chunks + "zz\r\n", ended: false, isNegated: true));

    private static HttpExpectation Like(string pattern) => new()
    {
        LooksAtBody = true,
        Pattern = RegularExpression.Compile(Encoding.Latin1.GetBytes(pattern), ExpressionOptions.None, out _),
    };

    private static CheckVerdict VerdictOf(string info) => info == Good
        ? new CheckVerdict(CheckResult.Layer7Passed, 200)
        : new CheckVerdict(CheckResult.Layer7Invalid, Info: info);

    private static CheckVerdict? Read(string answer, bool ended, bool isNegated)
    {
        HttpExpectation expected = new()
        {
            LooksAtBody = true,
            Text = "hello"u8.ToArray(),
            IsNegated = isNegated,
        };
        return Read(answer, ended, expected);
    }

    private static CheckVerdict? Read(string answer, bool ended, HttpExpectation expected)
    {
        HttpCheckPlan plan = new() { Expected = [expected] };
        Judgement judgement =
            Heard.Of((received, isEnd) => HttpAnswer.Judge(received, isEnd, plan), answer, ended);
        return judgement.Verdict;
    }
}
