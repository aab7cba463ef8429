using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Xunit;

namespace Weir.Tests.Guide.Section1;

/// <summary>Section 1, "Hints": the client's address decides, the same in every version.</summary>
public sealed class Sources
{
    [Fact]
    public async Task Id_1_18_EachAddressHasTheServerItHasInEveryVersion()
    {
        await using Stage stage = await Stage.Start(GuideText.Section1Source);
        stage.AnswerWithNames();
        (string From, string Server)[] expected =
        [
            ("10.9.9.9", "webB"), ("10.9.9.10", "webC"), ("192.168.1.252", "webA"),
            ("192.168.1.253", "webB"), ("10.1.1.11", "webD"), ("10.1.1.12", "webA"), ("10.9.9.9", "webB"),
        ];
        foreach ((string from, string server) in expected) Assert.Equal(server, await stage.Ask(from: from));
    }

    [Fact]
    public async Task Id_1_18_TheCookieHasPrecedenceOverTheAddress()
    {
        await using Stage stage = await Stage.Start(GuideText.Section1Source);
        stage.AnswerWithNames();
        Assert.Equal("webD", await stage.Ask("Cookie: SERVERID=D\r\n", from: "10.9.9.9"));
        Assert.Equal("webB", await stage.Ask(from: "10.9.9.9"));
    }
}
