using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Faults;

/// <summary>Servers that cannot be reached: retries, redispatch, and the 503 when nobody is left.</summary>
public sealed class Retries
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";

    [Theory]
    [Both(Get, "")]
    [Both("GET / HTTP/1.0\r\n\r\n", "connection: close\r\n")]
    [Both("GET / HTTP/1.1\r\nhost: www\r\nconnection: close\r\n\r\n", "connection: close\r\n")]
    public async Task RefusedConnectionIsA503SC(Product product, string request, string line)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("retries 0"));
        farm["s1"].Refuse();
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        await client.Expect(line.Length == 0 ? ErrorPages.Keeping(503) : ErrorPages.Last(503));
        string logged = request.Split('\r')[0];
        await farm.Log.ExpectRequest(client, "web/s1 */*/-1/-1/* 503 0B - - SC-- 1/1/0/0/0 0/0", logged);
        client.Close();
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task HeadGetsThe503WithoutItsBody(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("retries 0"), f => f["s1"].Refuse());
        await using RawConnection client = await farm.Connect();
        await client.Send("HEAD / HTTP/1.1\r\nhost: www\r\nconnection: close\r\n\r\n");
        await client.Expect(ErrorPages.Head(503) + "connection: close\r\n\r\n");
        await client.ExpectEnd();
    }

    [Theory, Both]
    public async Task ClientConnectionOutlivesA503(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("retries 0"), f => f["s1"].Refuse());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(503));
        farm["s1"].Listen();
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
    }

    [Theory]
    [Both(1)]
    [Both(2)]
    public async Task TheSameServerIsTriedAsOftenAsRetriesSay(Product product, int retries)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web($"retries {retries}\ntimeout connect 100ms"), f => f["s1"].Refuse());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(503));
        string middle = $"web/s1 */*/-1/-1/* 503 0B - - SC-- 1/1/0/0/{retries} 0/0";
        await farm.Log.ExpectRequest(client, middle, "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task ServerThatComesBackDuringTheRetriesIsUsed(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web("retries 50\ntimeout connect 100ms"), f => f["s1"].Refuse());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await farm.HasInHand(1); // and refused once, then
        await Task.Delay(150);
        farm["s1"].Listen();
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
        Assert.Matches(@" 204 \d+ - - ---- 1/1/0/0/[1-9]\d* 0/0 ", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task RedispatchGoesElsewhereAndLogsAPlus(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web("retries 1\noption redispatch", servers: 2), f => f["s1"].Refuse());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        RawConnection server = await farm["s2"].Accept();
        await server.Expect(Get);
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
        await farm.Log.ExpectRequest(
            client, "web/s2 */*/*/*/* 204 27B - - ---- 1/1/0/0/+1 0/0", "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task RequestBodyIsNotLostByARetry(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web("retries 1\noption redispatch", servers: 2), f => f["s1"].Refuse());
        await using RawConnection client = await farm.Connect();
        string post = "POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 5\r\n\r\nhello";
        await client.Send(post);
        RawConnection server = await farm["s2"].Accept();
        await server.Expect(post);
    }

    [Theory, Both]
    public async Task MachineThatDoesNotAnswerIsA503AfterTheConnectTimeout(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("retries 0\ntimeout connect 200ms"));
        await farm["s1"].Vanish();
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(503));
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/-1/-1/* 503 0B - - sC-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        client.Close();
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [Both(1, "204", @"s2 ", @"\+1")]
    [Both(-2, "204", @"s2 ", @"\+2")]
    [Both(0, "503", "s1 ", "3")]
    public async Task AnIntervalSaysWhichRetriesGoElsewhere(
        Product product, int interval, string status, string server, string retries)
    {
        string lines =
            $"retries 3\ntimeout connect 300ms\noption redispatch {interval}\ncookie S insert";
        string text = Texts.Web(lines, 0) + " server s1 192.168.1.11:80 cookie a\n"
            + " server s2 192.168.1.12:80 cookie b\n";
        await using Farm farm = await Farm.Start(product, text, f =>
        {
            f["s1"].Refuse();
            f["s2"].Answer("HTTP/1.1 204 No Content\r\n\r\n");
        });
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\ncookie: S=a\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", await client.ReadThrough());
        Assert.Matches($" web/{server}.* {status} .* 1/1/0/0/{retries} 0/0 ", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task EveryServerRefusesAndTheClientIsToldOnce(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web("retries 2\ntimeout connect 100ms\noption redispatch", servers: 3), f =>
            {
                foreach (ScriptedServer server in f.Servers) server.Refuse();
            });
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(503));
        Assert.Matches(@" 503 \d+ - - SC-- 1/1/0/0/\+?2 0/0 ", await farm.Log.NextRequest());
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(503));
    }

    [Theory, Both]
    public async Task BackupServerTakesOverWhenAllOthersAreDown(Product product)
    {
        string text =
            Texts.Web("", 2, "check inter 200") + " server spare 192.168.1.19:80 check inter 200 backup\n";
        await using Farm farm = await Farm.Start(product, text, f =>
        {
            f["s1"].Refuse();
            f["s2"].Refuse();
        });
        await farm.Log.Event("Server web/s1 is DOWN");
        await farm.Log.Event("Server web/s2 is DOWN");
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        RawConnection spare = await farm["spare"].Accept();
        await spare.Expect(Get);
        await spare.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
        farm["s2"].Listen();
        await farm.Log.Event("Server web/s2 is UP");
        await client.Send(Get);
        RawConnection server = await farm["s2"].Accept();
        await server.Expect(Get);
    }
}
