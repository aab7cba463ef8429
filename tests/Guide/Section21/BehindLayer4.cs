using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section21;

/// <summary>Section 2.1: a layer 4 balancer in front asks both proxies whether they live.</summary>
public sealed class BehindLayer4
{
    private const string Alteon = "192.168.1.254";
    private const string Nobody = "webfarm/<NOSRV> -1/-1/-1/-1/* 400 0B - - CR-- 1/1/0/0/0 0/0";
    private const string Served = "webfarm/webA */*/*/*/* 200 42B - - --NN 1/1/0/0/0 0/0";

    [Fact]
    public async Task Id_21_1_EveryAddressIsListenedOn()
    {
        await using Stage stage = await Stage.Start(GuideText.Section21);
        stage.AnswerWithNames();
        foreach (string address in new[] { "192.168.1.1", "192.168.1.3", "10.1.2.1", "127.0.0.1" })
        {
            await using RawConnection client = await stage.Connect(to: address + ":80");
            await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        }
    }

    [Fact]
    public async Task Id_21_2_AConnectionWithoutAByteIsNotLoggedAndReachesNoServer()
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section21);
        await using RawConnection check = await stage.Connect(Alteon);
        check.Finish();
        await check.ReadToEnd();
        await ExpectServedNext(stage);
        stage.Log.ExpectNoMoreRequests();
    }

    [Fact]
    public async Task Id_21_3_WithoutDontlognullItIsLogged()
    {
        await using Stage stage = await Stage.StartLogged(
            GuideText.Section21.With("", of: " option dontlognull\n"));
        await using RawConnection check = await stage.Connect(Alteon);
        check.Finish();
        await stage.Log.ExpectRequest(check, Nobody, "<BADREQ>");
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("G")]
    public async Task Id_21_4_OneByteIsEnoughToBeLogged(string bytes)
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section21);
        await using RawConnection check = await stage.Connect(Alteon);
        await check.Send(bytes);
        check.Finish();
        await stage.Log.ExpectRequest(check, Nobody, "<BADREQ>");
    }

    [Fact]
    public async Task Id_21_5_ASilentClientIsToldAndNotLogged()
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section21.And(" clitimeout 300\n"));
        await using RawConnection silent = await stage.Connect(Alteon);
        Assert.StartsWith("HTTP/1.1 408 Request Time-out\r\n", await silent.ReadToEnd());
        await ExpectServedNext(stage);
    }

    private static async Task ExpectServedNext(Stage stage)
    {
        stage.AnswerWithNames();
        await using RawConnection client = await stage.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        Assert.EndsWith("webA", await client.ReadToEnd());
        await stage.Log.ExpectRequest(client, Served, "GET / HTTP/1.1");
    }
}
