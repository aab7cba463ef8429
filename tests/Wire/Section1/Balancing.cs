using System.Buffers.Binary;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section1;

/// <summary>
/// Guide section 1, checklist 1-10 and 1-18: which server a request without a cookie goes to.
/// </summary>
public sealed class Balancing
{
    [Theory, Both]
    public async Task Id_1_10_RequestsWithoutCookieGoRoundInFileOrder(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1);
        farm.AnswerWithNames();
        foreach (string expected in new[] { "webA", "webB", "webC", "webD", "webA", "webB", "webC", "webD" })
        {
            Assert.Equal(expected, await Ask(farm));
        }
    }

    [Theory, Both]
    public async Task Id_1_10_RequestsRoutedByCookieDoNotAdvanceTheRotation(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1);
        farm.AnswerWithNames();
        Assert.Equal("webA", await Ask(farm));
        Assert.Equal("webC", await Ask(farm, "C"));
        Assert.Equal("webC", await Ask(farm, "C"));
        Assert.Equal("webB", await Ask(farm));
        Assert.Equal("webA", await Ask(farm, "A"));
        Assert.Equal("webC", await Ask(farm, "unknown"));
        Assert.Equal("webD", await Ask(farm));
        Assert.Equal("webA", await Ask(farm));
    }

    [Theory, Both]
    public async Task Id_1_18_SourceKeepsAnAddressOnItsServer(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1Source);
        farm.AnswerWithNames();
        // The last byte alone decides here: the others are the same for all servers' counts of four.
        (int From, string Server)[] expected =
            [(9, "webB"), (
                10, "webC"), (252, "webA"), (253, "webB"), (11, "webD"), (12, "webA"), (9, "webB")];
        foreach ((int from, string server) in expected) Assert.Equal(server, await Ask(farm, from: from));
    }

    [Theory, Both]
    public async Task Id_1_18_ValidCookieWinsOverSource(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1Source);
        farm.AnswerWithNames();
        Assert.Equal("webD", await Ask(farm, "D", from: 9));
        Assert.Equal("webB", await Ask(farm, "unknown", from: 9));
        Assert.Equal("webB", await Ask(farm, from: 9));
    }

    [Theory, Both]
    public async Task Id_1_18_SourceMovesWhenServersGoAndComesBackWithThem(Product product)
    {
        await using Farm farm = await Farm.Start(
            product,
            Guide.WithQuickChecks(Guide.Section1Source),
            before: f => f["webD"].CheckAnswer = "HTTP/1.0 500 no\r\n\r\n");
        farm.AnswerWithNames();
        await farm.Log.Event("Server webfarm/webD is DOWN");
        // The address as a number, modulo the slots that are left (classic-language 8.2).
        uint address = BinaryPrimitives.ReadUInt32BigEndian(farm.Net.Address(11).GetAddressBytes());
        string[] left = ["webA", "webB", "webC"];
        Assert.Equal(left[address % 3], await Ask(farm, from: 11));
        farm["webD"].CheckAnswer = ScriptedServer.GoodCheck;
        await farm.Log.Event("Server webfarm/webD is UP");
        Assert.Equal("webD", await Ask(farm, from: 11));
    }

    private static async Task<string> Ask(Farm farm, string cookie = "", int from = Farm.ClientByte)
    {
        await using RawConnection client = await farm.Connect(from);
        string line = cookie.Length == 0 ? "" : $"Cookie: SERVERID={cookie}\r\n";
        await client.Send($"GET / HTTP/1.1\r\nHost: www\r\n{line}\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        return await client.Read(4);
    }
}
