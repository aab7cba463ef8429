using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Xunit;

namespace Weir.Tests.Guide.Section22;

/// <summary>A TLS server of today: it no longer speaks SSLv3, and says so in an alert.</summary>
public sealed class RealTls
{
    [Fact]
    public async Task Id_ssl_02_AServerOfOpensslIsUpAndABareAcceptorIsDown()
    {
        GuideText text = GuideText.Section22Ssl
            .With("192.168.1.10 check inter 200\n", of: "192.168.1.10 check\n")
            .And(" timeout check 5s\n");
        await using Stage stage = await Stage.StartLogged(text, before: s =>
        {
            s["syslog-prod-site:1514"].Refuse();
            s["syslog-back-site:1514"].HasChecks = false;
            s["syslog-back-site:1514"].Serve(static _ => Task.CompletedTask);
        });
        await stage.Log.Events(
            "Server tcp-syslog-proxy/syslog-prod-site is DOWN",
            "Backup Server tcp-syslog-proxy/syslog-back-site is DOWN");
        using Certificate certificate = new("syslog.example");
        await using Program server = await Program.Serve(
            stage.Lan.Farm,
            "192.168.1.10:1514",
            "openssl",
            "s_server", "-quiet", "-accept", "192.168.1.10:1514", "-cert", certificate.Path);
        await stage.Log.Event("Server tcp-syslog-proxy/syslog-prod-site is UP");
    }
}
