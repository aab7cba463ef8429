using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section22;

/// <summary>Section 2.2: TSE, ICA and VNC, whose bytes nobody in between understands.</summary>
public sealed class Relaying
{
    [Theory]
    [InlineData(3389)]
    [InlineData(1494)]
    [InlineData(5900)]
    public async Task Id_22_01_And_02_EachPortLeadsToTheServersSamePort(int port)
    {
        await using Stage stage = await Stage.Start(GuideText.Section22);
        await using RawConnection client = await stage.Connect(to: $"192.168.1.1:{port}");
        await client.Send("to the farm");
        RawConnection server = await stage[$"tse-farm:{port}"].Accept();
        await server.Expect("to the farm");
        Assert.Equal(port, server.Local.Port);
    }

    [Fact]
    public async Task Id_22_01_AllAddressesAreListenedOn()
    {
        await using Stage stage = await Stage.Start(GuideText.Section22);
        foreach (string address in new[] { "192.168.1.1", "192.168.1.2", "10.1.2.1", "127.0.0.1" })
        {
            await using RawConnection client = await stage.Connect(to: address + ":5900");
            await client.Send(address);
            await (await stage["tse-farm:5900"].Accept()).Expect(address);
        }
    }

    [Fact]
    public async Task Id_22_03_BytesOfBothSidesArriveUnchangedWhoeverSpeaksFirst()
    {
        string every = "";
        for (char one = '\0'; one < 256; one++) every += one;
        await using Stage stage = await Stage.Start(GuideText.Section22);
        await using RawConnection client = await stage.Connect(to: "192.168.1.1:5900");
        RawConnection server = await stage["tse-farm:5900"].Accept();
        await server.Send("RFB 003.008\n" + every);
        await client.Expect("RFB 003.008\n" + every);
        await client.Send(every + "\r\n\r\n");
        await server.Expect(every + "\r\n\r\n");
    }

    [Fact]
    public async Task Id_22_03_AClientsHalfCloseIsAHalfClose()
    {
        await using Stage stage = await Stage.Start(GuideText.Section22);
        await using RawConnection client = await stage.Connect();
        await client.Send("question");
        RawConnection server = await stage["tse-farm:3389"].Accept();
        client.Finish();
        Assert.Equal("question", await server.ReadToEnd());
        await server.Send("answer");
        await client.Expect("answer");
        await server.Send(" and more");
        server.Finish();
        Assert.Equal(" and more", await client.ReadToEnd());
    }

    [Fact]
    public async Task Id_22_03_AServersHalfCloseIsAHalfClose()
    {
        await using Stage stage = await Stage.Start(GuideText.Section22);
        await using RawConnection client = await stage.Connect();
        RawConnection server = await stage["tse-farm:3389"].Accept();
        await server.Send("all that I have");
        server.Finish();
        Assert.Equal("all that I have", await client.ReadToEnd());
        await client.Send("understood");
        client.Finish();
        Assert.Equal("understood", await server.ReadToEnd());
    }

    [Fact]
    public async Task Id_22_03_MuchIsRelayedBothWaysAtOnce()
    {
        string much = new('x', 3_000_000);
        await using Stage stage = await Stage.Start(GuideText.Section22);
        await using RawConnection client = await stage.Connect();
        RawConnection server = await stage["tse-farm:3389"].Accept();
        Task up = Push(client, much);
        Task down = Push(server, much);
        string atServer = await server.ReadToEnd();
        string atClient = await client.ReadToEnd();
        await Task.WhenAll(up, down);
        Assert.Equal(much.Length, atServer.Length);
        Assert.Equal(much.Length, atClient.Length);
    }

    [Fact]
    public async Task AServerThatRefusesEndsTheClientsConnection()
    {
        await using Stage stage = await Stage.Start(
            GuideText.Section22.And(" retries 0\n"), before: s => s["tse-farm:3389"].Refuse());
        await using RawConnection client = await stage.Connect();
        try
        {
            await client.Send("anybody?");
        }
        catch (SocketException)
        {
            // Closed already: that is what is wanted.
        }

        await client.ExpectClosed();
    }

    private static async Task Push(RawConnection end, string bytes)
    {
        await end.Send(bytes);
        end.Finish();
    }
}
