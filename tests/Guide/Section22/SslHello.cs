using System;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section22;

/// <summary>Section 2.2, "Special handling of SSL": a check that no firewall in between can answer.</summary>
public sealed class SslHello
{
    private const string Production = "syslog-prod-site:1514";
    private const string Backup = "syslog-back-site:1514";
    private const int HelloLength = 126;

    // Answers of a server: a fatal alert, and the beginning of a handshake.
    private const string Alert = "\u0015\u0003\u0000\u0000\u0002\u0002\u0028";
    private const string Handshake = "\u0016\u0003\u0000\u0000\u002a\u0002\u0000\u0000\u0026";

    private static GuideText Often => GuideText.Section22Ssl
        .With("192.168.1.10 check inter 200\n", of: "192.168.1.10 check\n")
        .With("192.168.2.10 check inter 200 backup", of: "192.168.2.10 check backup");

    [Fact]
    public async Task Id_ssl_01_And_03_And_05_TheCheckIsOneHelloToTheListenersPortAndTheEnd()
    {
        uint before = UnixSeconds();
        await using Stage stage = await Stage.Start(
            GuideText.Section22Ssl, before: s => s[Production].HasChecks = false);
        RawConnection check = await stage[Production].Accept();
        string hello = await check.Read(HelloLength);
        Assert.Equal(Hello(hello[11..15]), hello);
        byte[] time = Encoding.Latin1.GetBytes(hello[11..15]);
        if (BitConverter.IsLittleEndian) Array.Reverse(time);
        Assert.InRange(BitConverter.ToUInt32(time), before, UnixSeconds());
        await check.Send(Alert);
        await check.ExpectClosed();
        Assert.Equal(1514, check.Local.Port);
    }

    [Theory]
    [InlineData(Alert)]
    [InlineData(Handshake)]
    public async Task Id_ssl_02_AnAlertOrAHandshakeIsUp(string answer)
    {
        await using Stage stage = await Stage.StartLogged(Often.And(" timeout check 5s\n"), before: s =>
        {
            TakeHellos(s, Alert);
            s[Production].CheckAnswer = "";
        });
        await stage.Log.Event("Server tcp-syslog-proxy/syslog-prod-site is DOWN");
        stage[Production].CheckAnswer = answer;
        await stage.Log.Event("Server tcp-syslog-proxy/syslog-prod-site is UP");
    }

    [Theory]
    [InlineData("")]
    [InlineData("220 smtp.example ESMTP\r\n")]
    [InlineData("\u0015\u0003\u0000\u0000")]
    [InlineData(null)]
    public async Task Id_ssl_02_AnythingElseIsDown(string? answer)
    {
        await using Stage stage = await Stage.StartLogged(Often, before: s =>
        {
            TakeHellos(s, Alert);
            s[Production].CheckAnswer = answer;
        });
        await stage.Log.Event("Server tcp-syslog-proxy/syslog-prod-site is DOWN");
    }

    [Fact]
    public async Task Id_ssl_04_TheBackupServesOnlyWhileTheOtherIsDown()
    {
        await using Stage stage = await Stage.StartLogged(
            Often.And(" timeout check 5s\n"), before: s => TakeHellos(s, Alert));
        await ExpectServedBy(stage, Production);
        stage[Production].CheckAnswer = "";
        await stage.Log.Event("Server tcp-syslog-proxy/syslog-prod-site is DOWN");
        await using RawConnection early = await stage.Connect();
        await early.Send("early");
        RawConnection earlyServer = await stage[Backup].Accept();
        await earlyServer.Expect("early");
        stage[Production].CheckAnswer = Alert;
        await stage.Log.Event("Server tcp-syslog-proxy/syslog-prod-site is UP");
        await ExpectServedBy(stage, Production);
        // What was there stays where it is.
        await early.Send(" and late");
        await earlyServer.Expect(" and late");
    }

    private static void TakeHellos(Stage stage, string answer)
    {
        foreach (ScriptedServer server in stage.Servers)
        {
            server.CheckRequest = "\u0016\u0003\u0000\u0000\u0079";
            server.ReadCheck = check => check.Read(HelloLength);
            server.CheckAnswer = answer;
        }
    }

    private static async Task ExpectServedBy(Stage stage, string server)
    {
        await using RawConnection client = await stage.Connect();
        await client.Send("log line\n");
        await (await stage[server].Accept()).Expect("log line\n");
    }

    // guide-behaviour ssl-1: record, handshake, version, time, random, no session, 39 suites, no compression.
    private static string Hello(string time)
    {
        StringBuilder hello = new("\u0016\u0003\u0000\u0000\u0079\u0001\u0000\u0000\u0075\u0003\u0000");
        hello.Append(time).Append("HAPROXYSSLCHK\nHAPROXYSSLCHK\n").Append("\u0000\u0000\u004e");
        for (char suite = '\u0001'; suite <= '\u001b'; suite++) hello.Append('\0').Append(suite);
        for (char suite = '\u002f'; suite <= '\u003a'; suite++) hello.Append('\0').Append(suite);
        return hello.Append("\u0001\u0000").ToString();
    }

    private static uint UnixSeconds() => (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
