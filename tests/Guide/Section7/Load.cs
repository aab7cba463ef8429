using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Xunit;

namespace Weir.Tests.Guide.Section7;

/// <summary>Section 7's two files under a real load generator.</summary>
public sealed class Load
{
    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 12)]
    public async Task Id_7_01_And_02_ALoadGeneratorSeesNoErrorAndServersNoCrowd(bool second, int limit)
    {
        await using Stage stage =
            await Stage.Start(second ? GuideText.Section7Minconn : GuideText.Section7);
        Burden[] burdens = [.. stage.Servers.Select(server => new Burden(server, () => Task.CompletedTask))];
        string said = await Program.Run(
            stage.Lan.Front, "wrk", "-t1", "-c60", "-d1s", "--timeout", "20s", "http://192.168.1.1/");
        Assert.Contains(" requests in ", said);
        Assert.DoesNotContain("Socket errors", said);
        Assert.DoesNotContain("Non-2xx", said);
        Assert.All(burdens, burden => Assert.InRange(burden.Most, 1, limit));
    }
}
