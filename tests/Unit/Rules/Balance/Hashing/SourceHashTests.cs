using System.Linq;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Rules.Balance.Hashing;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance.Hashing;

public sealed class SourceHashTests
{
    [Theory]
    [InlineData("10.9.9.9", 'B')]
    [InlineData("10.9.9.10", 'C')]
    [InlineData("192.168.1.252", 'A')]
    [InlineData("192.168.1.253", 'B')]
    [InlineData("10.1.1.11", 'D')]
    [InlineData("10.1.1.12", 'A')]
    public void FourEqualServersMapAsTheyAlwaysDid(string client, char expected)
    {
        IBalancer worker = new Farm("source", [1, 1, 1, 1]).NewWorker();
        Assert.Equal(expected, (char)('A' + Farm.PickFor(worker, client)));
        Assert.Equal(expected, (char)('A' + Farm.PickFor(worker, client)));
    }

    [Theory] // seen on 2.6: clients 127.0.0.1, 127.0.1.8, 127.0.2.15, ...
    [InlineData(new[] { 12, 12, 26, 26 }, 0, "DDDDDCDCDCDCDCACACBCBCBCBCBCBCDADADA")]
    [InlineData(new[] { 1, 1, 1 }, 3, "CBACBACBACBACBACBACBACBACBACBACBACBA")] // all are backups
    public void ManyClientsMapAsInHaproxy(int[] weights, int backups, string expected)
    {
        IBalancer worker = new Farm("source", weights, backups, allBackups: true).NewWorker();
        string seen = string.Concat(Enumerable.Range(0, expected.Length)
            .Select(i => (char)('A' + Farm.PickFor(worker, $"127.0.{i}.{((i * 7) % 250) + 1}"))));
        Assert.Equal(expected, seen);
    }

    [Theory] // seen on 2.6, the same clients and five equal servers
    [InlineData("consistent", "DDDBCEBDAECBCBECDBDCDCCECECABEEADEAD")]
    [InlineData("map-based sdbm avalanche", "DDDDDADEDBBCBDBEBABCCAECEEEDBCAABAEC")]
    [InlineData("consistent crc32", "EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE")] // an address is not hashed again
    public void HashTypesMapClientsAsInHaproxy(string type, string expected)
    {
        IBalancer worker = Farm.Of("balance source\nhash-type " + type, "", "", "", "", "").NewWorker();
        Assert.Equal(expected, string.Concat(Enumerable.Range(0, expected.Length)
            .Select(i => (char)('A' + Farm.PickFor(worker, $"127.0.{i}.{((i * 7) % 250) + 1}")))));
    }

    [Fact]
    public void AnIpv6AddressIsTheXorOfItsFourWords() =>
        Assert.Equal(
            0x20010db8u ^ 0x1u ^ 0x00020000u ^ 0x5u, SourceHash.HashOf(Farm.Address("2001:db8:0:1:2:0:0:5")));

    [Fact]
    public void AMappedClientMovesOnlyWhenTheServersChange()
    {
        Farm farm = new("source", [1, 1, 1, 1]);
        IBalancer worker = farm.NewWorker();
        farm.Set(0, ServerHealth.Down);
        int[] servers = [.. Enumerable.Range(0, 12).Select(i => Farm.PickFor(worker, $"10.0.0.{i}"))];
        Assert.DoesNotContain(0, servers);
        Assert.Equal([1, 2, 3], servers.Distinct().Order());
        farm.Set(0, ServerHealth.Up);
        Assert.Equal(0, Farm.PickFor(worker, "192.168.1.252"));
    }

    [Fact]
    public void TheOnlyUsableServerGetsAll()
    {
        Farm farm = new("source", [1, 1, 1]);
        farm.Set(0, ServerHealth.Down);
        farm.Set(2, ServerHealth.Down);
        IBalancer worker = farm.NewWorker();
        Assert.All(
            Enumerable.Range(0, 9), i => Assert.Equal(1, Farm.PickFor(worker, $"10.0.0.{i}", avoid: 1)));
    }

    [Fact]
    public void NobodyUsableIsMinusOne()
    {
        Farm farm = new("source", [1]);
        IBalancer worker = farm.NewWorker();
        Assert.Equal(0, Farm.PickFor(worker, "10.0.0.1"));
        farm.Set(0, ServerHealth.Down);
        Assert.Equal(-1, Farm.PickFor(worker, "10.0.0.1"));
    }

    [Fact]
    public void AServerThatHasJustFailedIsPassedOver()
    {
        IBalancer worker = new Farm("source", [1, 1, 1, 1]).NewWorker();
        Assert.Equal(2, Farm.PickFor(worker, "10.9.9.9", avoid: 1));
        Assert.Equal(0, Farm.PickFor(worker, "10.1.1.11", avoid: 3)); // past the map's end
    }

    [Fact]
    public void FirstUsableBackupTakesEverything()
    {
        Farm farm = new("source", [1, 1, 1], backups: 2);
        farm.Set(0, ServerHealth.Down);
        IBalancer worker = farm.NewWorker();
        Assert.All(Enumerable.Range(0, 6), i => Assert.Equal(1, Farm.PickFor(worker, $"10.0.0.{i}")));
    }

    [Fact]
    public void NoTicketIsTaken()
    {
        Farm farm = new("source", [1, 1, 1]);
        Farm.PickFor(farm.NewWorker(), "10.0.0.1");
        Assert.Equal(0UL, farm.Board.Backend(0).Ticket);
    }
}
