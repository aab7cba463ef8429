using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section21;

/// <summary>Section 2.1's note: the layer 4 balancer asks in HTTP, <c>monitor-net</c> answers.</summary>
public sealed class Monitors
{
    private static GuideText Text => GuideText.Section21.And(" monitor-net 192.168.1.252/31\n");

    [Theory]
    [InlineData("")]
    [InlineData("HEAD / HTTP/1.0\r\n\r\n")]
    [InlineData("not even a request")]
    public async Task Id_21_7_TheMonitorIsAnsweredWhateverItSends(string sent)
    {
        await using Stage stage = await Stage.StartLogged(Text);
        foreach (string monitor in new[] { "192.168.1.252", "192.168.1.253" })
        {
            // It stays on its side: a monitor that lingers is no session of the lines below either.
            RawConnection check = await stage.Connect(monitor);
            await check.Send(sent);
            Assert.Equal("HTTP/1.0 200 OK\r\n\r\n", await check.ReadToEnd());
        }

        stage.AnswerWithNames();
        await using RawConnection client = await stage.Connect("192.168.1.251");
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        Assert.EndsWith("webA", await client.ReadToEnd());
        await stage.Log.ExpectRequest(
            client, "webfarm/webA */*/*/*/* 200 42B - - --NN 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        stage.Log.ExpectNoMoreRequests();
        Assert.Equal(1, stage.Servers.Sum(server => server.Arrivals));
    }

    [Fact]
    public async Task Id_21_7_AllOthersAreServed()
    {
        await using Stage stage = await Stage.Start(Text);
        stage.AnswerWithNames();
        Assert.Equal("webA", await stage.Ask(from: "192.168.1.251"));
        Assert.Equal("webB", await stage.Ask(from: "192.168.1.254"));
        Assert.Equal("webC", await stage.Ask(from: "10.1.2.3"));
    }
}
