using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Plain;

/// <summary>Connections without HTTP that never reached a server, or not at once.</summary>
public sealed class Beginnings
{
    [Theory, Both]
    public async Task TheServerIsConnectedToBeforeTheClientSpeaks(Product product)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw());
        await using RawConnection client = await farm.Connect();
        RawConnection server = await farm["s1"].Accept();
        await server.Send("220 welcome\r\n");
        await client.Expect("220 welcome\r\n");
    }

    [Theory]
    [Both(1, "retries 0", "raw/s1 */-1/* 0 SC 1/1/0/0/0 0/0")]
    [Both(1, "timeout connect 50\nretries 1", "raw/s1 */-1/* 0 SC 1/1/0/0/1 0/0")]
    public async Task ARefusingServerIsSCAndTheClientGetsNoByte(
        Product product, int servers, string lines, string rest)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(lines, servers));
        farm["s1"].Refuse();
        await using RawConnection client = await farm.Connect();
        await client.ExpectEnd();
        await PlainText.ExpectLine(farm, client, rest);
    }

    [Theory, Both]
    public async Task TheNextServerIsTriedAndEarlyBytesAreNotLost(Product product)
    {
        const string Lines = "timeout connect 100\nretries 2\noption redispatch";
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(Lines, servers: 2));
        farm["s1"].Refuse();
        await using RawConnection client = await farm.Connect();
        await client.Send("early");
        RawConnection server = await farm["s2"].Accept();
        await server.Expect("early");
        client.Finish();
        await server.ExpectEnd();
        server.Finish();
        await client.ExpectEnd();
        string line = await farm.Log.NextRequest();
        Assert.Contains(" raw raw/s2 ", line, System.StringComparison.Ordinal);
        Assert.Contains(" 0 -- 1/1/0/0/+", line, System.StringComparison.Ordinal);
    }

    [Theory, Both]
    public async Task ASilentServerIsSmallSC(Product product)
    {
        await using Farm farm =
            await PlainText.Start(product, PlainText.Raw("timeout connect 150\nretries 0"));
        await farm["s1"].Vanish();
        await using RawConnection client = await farm.Connect();
        await client.ExpectEnd();
        await PlainText.ExpectLine(farm, client, "raw/s1 */-1/* 0 sC 1/1/0/0/0 0/0");
    }

    [Theory]
    [Both(false)]
    [WeirAlone("2.6 says CD when the client left by RST", true)]
    public async Task LeavingBeforeThereIsAServerIsCC(Product product, bool reset)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw("retries 0"));
        await farm["s1"].Vanish();
        await using RawConnection client = await farm.Connect();
        await farm.HasInHand(1);
        if (reset) client.Reset();
        else client.Finish();
        await PlainText.ExpectLine(farm, client, "raw/s1 */-1/* 0 CC 1/1/0/0/0 0/0");
    }

    [Theory, Both]
    public async Task WhatWasSaidBeforeLeavingIsStillPassedOn(Product product)
    {
        await using Farm farm = await PlainText.Start(
            product, PlainText.Raw("timeout connect 200\nretries 9\ntimeout server 1s"));
        farm["s1"].Refuse();
        await using RawConnection client = await farm.Connect();
        await client.Send("parting words");
        client.Finish();
        await farm.HasInHand(1);
        farm["s1"].Listen();
        RawConnection server = await farm["s1"].Accept();
        Assert.Equal("parting words", await server.ReadToEnd());
    }

    [Theory]
    [Both("timeout queue 150", "raw/<NOSRV> */-1/* 0 sQ 2/2/1/0/0 0/1")]
    [Both("timeout connect 150", "raw/<NOSRV> */-1/* 0 sQ 2/2/1/0/0 0/1")]
    public async Task TooLongInTheQueueIsSmallSQ(Product product, string line, string rest)
    {
        await using Farm farm =
            await PlainText.Start(product, PlainText.Raw(line, words: "maxconn 1"));
        (RawConnection first, _) = await PlainText.Meet(farm);
        await using RawConnection holder = first; // has the only place until the end
        await using RawConnection second = await farm.Connect();
        await second.ExpectEnd();
        await PlainText.ExpectLine(farm, second, rest);
    }

    [Theory, Both]
    public async Task LeavingTheQueueIsCQ(Product product)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(words: "maxconn 1"));
        (RawConnection first, _) = await PlainText.Meet(farm);
        await using RawConnection holder = first; // has the only place until the end
        await using RawConnection second = await farm.Connect();
        await farm.HasInHand(2);
        second.Close();
        await PlainText.ExpectLine(farm, second, "raw/<NOSRV> */-1/* 0 CQ 2/2/1/0/0 0/1");
    }

    [Theory, Both]
    public async Task AFreedPlaceIsTheNextOnesWithAllThatItSaid(Product product)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(words: "maxconn 1"));
        (RawConnection client, RawConnection server) = await PlainText.Meet(farm);
        await using RawConnection second = await farm.Connect();
        await second.Send("my turn");
        await farm.HasInHand(2);
        Assert.Equal(1, farm["s1"].Arrivals);
        client.Close();
        await server.ExpectEnd();
        server.Close();
        await (await farm["s1"].Accept()).Expect("my turn");
    }

    [Theory, Both]
    public async Task WithoutABackendTheClientIsClosed(Product product)
    {
        const string Text = "frontend raw\n bind 192.168.1.1:80\n mode tcp\n option tcplog\n"
            + " timeout client 5s\n";
        await using Farm farm = await PlainText.Start(product, Text);
        await using RawConnection client = await farm.Connect();
        await client.ExpectEnd();
        await PlainText.ExpectLine(farm, client, "raw/<NOSRV> -1/-1/* 0 SC 1/1/0/0/0 0/0");
    }
}
