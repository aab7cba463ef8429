using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary>What health checks find.</summary>
public sealed class Checked
{
    /// <summary>One check of each is enough; a slow machine has 3 s for its connection.</summary>
    private const string Servers = """
        global
         max-spread-checks 100
        listen web
         bind 192.168.1.1:80
         mode http
         timeout client 30s
         timeout server 30s
         timeout connect 5s
         timeout check 30s
         option httpchk HEAD /index.html HTTP/1.0
         http-check disable-on-404
         balance leastconn
         cookie S insert
         server good 192.168.1.11:80 cookie a check inter 3s weight 7
         server bad 192.168.1.12:80 cookie b check inter 3s rise 1 fall 2
         server leaving 192.168.1.13:80 check inter 3s backup
         server gone 192.168.1.14:80 check inter 3s fall 1
         server unchecked 192.168.1.15:80 backup weight 3 maxconn 5

        """;

    [Theory, Both]
    public async Task EachServerIsShownAsItsChecksHaveFoundIt(Product product)
    {
        await using Farm farm = await Farm.Start(product, Servers + Figures.Section, static farm =>
        {
            farm["bad"].CheckAnswer = "HTTP/1.0 500 Very \"bad\", indeed\r\n\r\n";
            farm["leaving"].CheckAnswer = "HTTP/1.0 404 Not Found\r\n\r\n";
            farm["gone"].Refuse();
        });
        Figures now = await Figures.Of(farm);
        await Patience.Until(
            async () =>
            {
                now = await Figures.Of(farm);
                return now["web/bad", "status"] == "DOWN" && now["web/gone", "status"] == "DOWN"
                    && now["web/leaving", "status"] == "NOLB" && now["web/good", "check_status"] == "L7OK"
                    && !now["web/bad", "check_status"].Contains('*')
                    && !now["web/gone", "check_status"].Contains('*');
            },
            () => now.Comparable());
        Assert.Equal(("L7OK", "200", "", "Layer7 check passed", "4"), Check(now, "web/good"));
        Assert.Equal(
            ("L7STS", "500", "Very \"bad\", indeed", "Layer7 wrong status", "0"), Check(now, "web/bad"));
        Assert.Equal(
            ("L7OKC", "404", "", "Layer7 check conditionally passed", "4"), Check(now, "web/leaving"));
        Assert.Equal(
            ("L4CON", "", "Connection refused", "Layer4 connection problem", "0"), Check(now, "web/gone"));
        Assert.Equal(("", "", "", "", ""), Check(now, "web/unchecked"));
        Assert.Equal("no check", now["web/unchecked", "status"]);
        Assert.Equal(("1", "1"), (now["web/bad", "chkfail"], now["web/bad", "chkdown"]));
        Assert.Equal(("1", "1"), (now["web/gone", "chkfail"], now["web/gone", "chkdown"]));
        Assert.Equal(("0", "0"), (now["web/leaving", "chkfail"], now["web/leaving", "chkdown"]));
        Assert.Equal(("", ""), (now["web/unchecked", "chkfail"], now["web/unchecked", "downtime"]));
        Assert.Equal(("UP", "7", "1", "1"), (now["web/BACKEND", "status"], now["web/BACKEND", "weight"],
            now["web/BACKEND", "act"], now["web/BACKEND", "bck"]));
    }

    [Theory, Both]
    public async Task MaintenanceTrackingAndSlowStartsHaveTheirCells(Product product)
    {
        string text = Texts.Web("timeout check 30s\noption httpchk HEAD /index.html HTTP/1.0", servers: 0)
            + " server slow 192.168.1.11:80 check inter 3s downinter 200 rise 1 fall 1 slowstart 10m"
            + " weight 10 observe layer7\n server off 192.168.1.12:80 check disabled\n"
            + " server follower 192.168.1.13:80 track slow\n server offtoo 192.168.1.14:80 track off\n";
        await using Farm farm = await Farm.Start(product, text + Figures.Section, static farm =>
            farm["slow"].CheckAnswer = "HTTP/1.0 500 No\r\n\r\n");
        await farm.Log.Event("Server web/follower is DOWN via web/slow.");
        farm["slow"].CheckAnswer = ScriptedServer.GoodCheck;
        await farm.Log.Event("Server web/follower is UP via web/slow.");
        Figures now = await Figures.Of(farm);
        Assert.Equal(("UP", "1", "10", "", "0"), State(now, "web/slow"));
        Assert.NotEqual("", now["web/slow", "throttle"]);
        Assert.Equal(("UP", "1", "1", "web/slow", "0"), State(now, "web/follower"));
        Assert.Equal(("MAINT", "1", "1", "", ""), State(now, "web/off"));
        Assert.Equal(("MAINT (via web/off)", "1", "1", "web/off", ""), State(now, "web/offtoo"));
        Assert.Equal(("", "", "", "", ""), Check(now, "web/off"));
        Assert.Equal(("", "", "", "", ""), Check(now, "web/follower"));
        Assert.Equal(("0", ""), (now["web/off", "chkfail"], now["web/follower", "chkfail"]));
        Assert.Equal(("", ""), (now["web/off", "throttle"], now["web/follower", "throttle"]));
        Assert.Equal(("UP", "2", "11", "2"), (now["web/BACKEND", "status"], now["web/BACKEND", "weight"],
            now["web/BACKEND", "uweight"], now["web/BACKEND", "act"]));
    }

    /// <summary>Errors of traffic are a check of their own kind.</summary>
    [Theory, Both]
    public async Task ErrorsOfTrafficAreShownAsACheck(Product product)
    {
        string text = Texts.Web(
            "option log-health-checks\nretries 0",
            words: "check inter 60s port 81 observe layer7 error-limit 2");
        await using Farm farm = await Farm.Start(product, text + Figures.Section);
        await farm.Log.Event("Health check for server web/s1 succeeded");
        farm["s1"].Answer("HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n");
        for (int i = 0; i < 2; i++)
        {
            await using RawConnection client = await farm.Connect();
            await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
            await client.ReadThrough();
        }

        await farm.Log.Event("Health check for server web/s1 failed");
        Figures now = await Figures.Of(farm);
        Assert.Equal(
            ("HANA", "", "Detected 2 consecutive errors, last one was: Wrong http response", "Health analyze",
                "3"),
            Check(now, "web/s1"));
        Assert.Equal(
            ("UP 2/3", "1", "1"),
            (now["web/s1", "status"], now["web/s1", "hanafail"], now["web/s1", "chkfail"]));
    }

    [Theory, Both]
    public async Task ABackendWithoutServersThatServeIsDown(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web("timeout check 30s\noption httpchk HEAD /index.html HTTP/1.0",
                words: "check inter 3s fall 2") + Figures.Section);
        Figures now = await Figures.Of(farm);
        await Until(static now => now["web/s1", "check_status"] == "L7OK");
        farm["s1"].CheckAnswer = "HTTP/1.0 500 No\r\n\r\n";
        await Until(static now => now["web/BACKEND", "status"] == "DOWN");
        Assert.Equal(("0", "0", "1"), (now["web/BACKEND", "weight"], now["web/BACKEND", "act"],
            now["web/BACKEND", "chkdown"]));
        farm["s1"].CheckAnswer = ScriptedServer.GoodCheck;
        await Until(static now => now["web/BACKEND", "status"] == "UP");
        Assert.Equal("1", now["web/BACKEND", "chkdown"]);

        async Task Until(System.Predicate<Figures> isSo) => await Patience.Until(
            async () => isSo(now = await Figures.Of(farm)), () => now.Comparable());
    }

    private static (string Status, string Weight, string Whole, string Tracked, string Errors) State(
        Figures now, string line) => (now[line, "status"], now[line, "weight"], now[line, "uweight"],
            now[line, "tracked"], now[line, "hanafail"]);

    private static (string Status, string Code, string Info, string Description, string Score) Check(
        Figures now, string line) => (
            now[line, "check_status"].TrimStart('*', ' '), // haproxy marks one that runs at this moment
            now[line, "check_code"], now[line, "last_chk"], now[line, "check_desc"],
            now[line, "check_health"]);
}
