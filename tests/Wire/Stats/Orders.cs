using System;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary>
/// <c>stats admin</c>: what the page's form is answered, and what becomes of servers, traffic and the log.
/// </summary>
public sealed class Orders
{
    private const string Admin =
        "stats uri /s\nstats admin if { src 127.0.0.0/8 }\ncookie SRV insert indirect";

    [Theory, Both]
    public async Task AFormIsAnsweredWithItsOutcome(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text());
        await using RawConnection client = await farm.Connect();
        foreach ((string form, string outcome) in new[]
        {
            ("s=s1&action=maint&b=web", "DONE"),
            ("s=s1&action=maint&b=%231", "DONE"),
            ("b=#1&action=ready&&s=s1&x=y", "DONE"),
            ("s=s1&s=no&action=drain&b=web", "PART"),
            ("s=s%31&s=s2&action=ready&b=web", "DONE"),
            ("s=no&action=drain&b=web", "ERRP"),
            ("s=s1&action=drain&b=no", "ERRP"),
            ("s=s1&action=drain&b=#2", "ERRP"),
            ("s=s1&action=dance&b=web", "ERRP"),
            ("s=s1&action=&b=web", "ERRP"),
            ("s&action=maint&b=web", "ERRP"),
            ("s=s1&b=web", "NONE"),
            ("action=drain&b=web", "NONE"),
            ("s=s1&action=drain", "NONE"),
            ("s=s1&action=dhlth&b=web", "NONE"), // it has no check
            ("s=s1&action=dagent&b=web", "NONE"),
            ("x", "NONE"),
            ("s=s1&action=shutdown&b=web", "DONE"),
        })
        {
            Assert.Equal($"{form}: {outcome}", $"{form}: {await Send(client, form)}");
        }
    }

    [Theory, Both]
    public async Task WhatIsTooLongIsNotLookedAt(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text());
        await using RawConnection client = await farm.Connect();
        Assert.Equal("EXCD", await Send(client, $"s={new string('a', 20_000)}&action=maint&b=web"));
    }

    [Theory, Both]
    public async Task AFormMayComeInPiecesAndServersThatAreDownStayHidden(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text());
        await using RawConnection client = await farm.Connect();
        const string form = "s=s1&action=maint&b=web";
        await client.Send(
            $"POST /s;up;norefresh HTTP/1.1\r\nhost: www\r\ncontent-length: {form.Length}\r\n\r\n");
        await client.SendBytewise(form);
        await client.Expect(Answer("/s;st=DONE;up"));
    }

    [Theory]
    [Both("maint", "is going DOWN for maintenance. 1 active", "MAINT", false)]
    [Both("drain", "enters drain state. 1 active", "DRAIN", true)]
    [Both("hnolb", "is stopping, changed from Web interface. 1 active", "NOLB", true)]
    [Both("hdown", "is DOWN, changed from Web interface. 1 active", "DOWN", false)]
    public async Task AnOrderChangesWhoServesAndIsLogged(
        Product product, string action, string said, string status, bool servesBound)
    {
        await using Farm farm = await Farm.Start(product, Text());
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        Assert.Equal("DONE", await Send(client, $"s=s1&action={action}&b=web"));
        Assert.Contains($"Server web/s1 {said}", await farm.Log.Event("web/s1"));
        Assert.Contains($",{status},", LineOf(await Csv(client), "web,s1"));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("s2", await Ask(client, ""));
        }

        Assert.Equal(servesBound ? "s1" : "s2", await Ask(client, "cookie: SRV=one\r\n"));
        string back = action[0] == 'h' ? "hrunn" : "ready";
        Assert.Equal("DONE", await Send(client, $"s=s1&action={back}&b=web"));
        Assert.Contains("Server web/s1 is UP", await farm.Log.Event("is UP"));
        Assert.Equal("s1", await Ask(client, "cookie: SRV=one\r\n"));
        Assert.Contains(",no check,", LineOf(await Csv(client), "web,s1"));
    }

    [Theory, Both]
    public async Task ChecksAreDisabledAndEnabled(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text("check inter 500ms rise 1 fall 100"));
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        Assert.Equal("DONE", await Send(client, "s=s1&action=dhlth&b=web"));
        Assert.Contains(",no check,", LineOf(await Csv(client), "web,s1"));
        Assert.Equal("DONE", await Send(client, "s=s1&action=hdown&b=web"));
        Assert.Contains(",DOWN,", LineOf(await Csv(client), "web,s1"));
        Assert.Equal("s2", await Ask(client, "cookie: SRV=one\r\n"));
        Assert.Equal("DONE", await Send(client, "s=s1&action=ehlth&b=web"));
        Assert.Contains("Server web/s1 is UP, reason: Layer4 check passed", await farm.Log.Event("is UP"));
    }

    [Theory, Both]
    public async Task WhoTracksAServerFollowsIt(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Text("check inter 500ms rise 1 fall 100") + " server t1 192.168.1.11:81 track web/s2\n");
        await using RawConnection client = await farm.Connect();
        Assert.Equal("DONE", await Send(client, "s=s2&action=maint&b=web"));
        Assert.Contains(",MAINT (via web/s2),", LineOf(await Csv(client), "web,t1"));
        Assert.Equal("NONE", await Send(client, "s=t1&action=hrunn&b=web"));
        Assert.Equal("DONE", await Send(client, "s=t1&action=maint&b=web"));
        Assert.Equal("DONE", await Send(client, "s=s2&action=drain&b=web"));
        Assert.Contains(",DRAIN", LineOf(await Csv(client), "web,s2"));
        Assert.Contains(",MAINT,", LineOf(await Csv(client), "web,t1"));
        Assert.Equal("DONE", await Send(client, "s=t1&action=ready&b=web"));
        Assert.Contains(",DRAIN", LineOf(await Csv(client), "web,t1"));
        Assert.Equal("DONE", await Send(client, "s=s2&action=ready&b=web"));
        Assert.Contains(",UP", LineOf(await Csv(client), "web,t1"));
    }

    [Theory, Both]
    public async Task WhatAServerServesIsBrokenOff(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text());
        await using RawConnection waiting = await farm.Connect();
        await waiting.Send("GET /w HTTP/1.1\r\nhost: www\r\ncookie: SRV=one\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("GET /w HTTP/1.1\r\nhost: www\r\n\r\n");
        await using RawConnection client = await farm.Connect();
        Assert.Equal("DONE", await Send(client, "s=s1&action=shutdown&b=web"));
        await server.ExpectClosed();
        string[] lines = [await farm.Log.NextRequest(), await farm.Log.NextRequest()];
        Assert.Single(lines, static line => line.Contains(" KH")); // before the order's own line, or after it
    }

    [Theory]
    [Both("stats admin if { src 127.0.0.0/8 }", true)]
    [Both("stats admin if FALSE\nstats admin unless TRUE", false)]
    [Both("stats admin if FALSE\nstats admin if TRUE", true)]
    [Both("stats enable", false)]
    public async Task OnlyWhoMayGiveOrdersIsShownHow(Product product, string lines, bool mayGive)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web($"stats uri /s\n{lines}", servers: 2));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /s HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.ReadThrough();
        string page = await client.ReadChunked();
        Assert.Equal(mayGive, page.Contains("<option value=\"maint\">Set state to MAINT</option>"));
        Assert.Equal(mayGive, page.Contains("name=\"b\" value=\"#1\""));
        Assert.Equal(mayGive ? "DONE" : "DENY", await Send(client, "s=s1&action=maint&b=web"));
    }

    private static string Text(string words = "") => Texts.Web(Admin, servers: 0)
        + $" server s1 192.168.1.11:80 cookie one {words}\n server s2 192.168.1.12:80 cookie two {words}\n";

    private static async Task<string> Send(RawConnection client, string form)
    {
        await client.Send(
            $"POST /s HTTP/1.1\r\nhost: www\r\ncontent-length: {form.Length}\r\n\r\n{form}");
        string answer = await client.ReadThrough();
        string outcome = answer[(answer.IndexOf(";st=", StringComparison.Ordinal) + 4)..][..4];
        Assert.Equal(Answer($"/s;st={outcome}"), answer);
        return outcome;
    }

    private static string Answer(string location) =>
        "HTTP/1.1 303 See Other\r\ncache-control: no-cache\r\ncontent-type: text/plain\r\n"
            + $"content-length: 0\r\nlocation: {location}\r\n\r\n";

    private static async Task<string> Ask(RawConnection client, string field)
    {
        await client.Send($"GET /a HTTP/1.1\r\nhost: www\r\n{field}\r\n");
        await client.ReadThrough();
        return await client.Read(2);
    }

    private static async Task<string> Csv(RawConnection client)
    {
        await client.Send("GET /s;csv HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.ReadThrough();
        return await client.ReadChunked();
    }

    private static string LineOf(string csv, string start) =>
        Array.Find(csv.Split('\n'), line => line.StartsWith(start + ",", StringComparison.Ordinal)) ?? "";
}
