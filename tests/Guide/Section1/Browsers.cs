using System;
using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Xunit;

namespace Weir.Tests.Guide.Section1;

/// <summary>Section 1 with a real client that keeps cookies and connections.</summary>
public sealed class Browsers : IDisposable
{
    private const string Front = "http://192.168.1.1/";

    private readonly string _folder = Directory.CreateTempSubdirectory("weir-browsers-").FullName;

    [Theory]
    [InlineData("")]
    [InlineData(" option httpclose\n")]
    public async Task Id_1_02_And_03_ABrowserStaysOnItsServerAndOthersGoRound(string more)
    {
        await using Stage stage = await Stage.Start(
            more.Length == 0 ? GuideText.Section1 : GuideText.Section1.And(more));
        stage.AnswerWithNames();
        foreach (string server in new[] { "webA", "webB", "webC" })
        {
            Assert.Equal(server + server + server, await Browse(stage, server));
        }

        // Each comes again, with the cookie that it kept.
        foreach (string server in new[] { "webC", "webA", "webB" })
        {
            Assert.Equal(server + server + server, await Browse(stage, server));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<string> Browse(Stage stage, string jar)
    {
        string[] browser = ["-s", "-b", Path.Combine(_folder, jar), "-c", Path.Combine(_folder, jar)];
        return Program.Run(stage.Lan.Front, "curl",
            [.. browser, Front + "1", "--next", .. browser, Front + "2", "--next", .. browser, Front + "3"]);
    }
}
