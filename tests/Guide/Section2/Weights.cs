using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Xunit;

namespace Weir.Tests.Guide.Section2;

/// <summary>Section 2, "Hints": servers that are not alike.</summary>
public sealed class Weights
{
    [Fact]
    public async Task Id_2_12_TheOrderOfTwoCyclesIsTodays()
    {
        const string Expected =
            "CDCDACDBCDACDBCDACDBCDCADCBDCADCBDCADC" + "BDCDACDBCDACDBCDACDBCDCADCBDCADCBDCADC";
        await using Stage stage = await Stage.Start(GuideText.Section2Weights);
        stage.AnswerWithNames();
        StringBuilder seen = new();
        while (seen.Length < Expected.Length) seen.Append((await stage.Ask())[3]);
        Assert.Equal(Expected, seen.ToString());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("256")]
    public async Task Id_2_13_AWeightOfOneTo256IsTaken(string weight)
    {
        await using Stage stage = await Stage.Start(Weighted(weight));
        stage.AnswerWithNames();
        Assert.Equal("webA", await stage.Ask("Cookie: JSESSIONID=A~1\r\n"));
    }

    [Theory]
    [InlineData("257")]
    [InlineData("-1")]
    [InlineData("heavy")]
    [InlineData("")]
    public async Task Id_2_13_AnyOtherWeightIsFatalWithTheServerNamed(string weight) =>
        Assert.Contains("webA", await Stage.Refusal(Weighted(weight)));

    [Fact]
    public async Task Id_2_13_WeightZeroMeansCookiesOnly()
    {
        await using Stage stage = await Stage.Start(Weighted("0"));
        stage.AnswerWithNames();
        for (int i = 0; i < 38; i++) Assert.NotEqual("webA", await stage.Ask());
        Assert.Equal("webA", await stage.Ask("Cookie: JSESSIONID=A~1\r\n"));
    }

    private static GuideText Weighted(string weight) =>
        GuideText.Section2Weights.With($"cookie A weight {weight} check", of: "cookie A weight 12 check");
}
