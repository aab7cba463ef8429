using System.Text;
using Weir.Model.Plan;
using Weir.Rules.Balance.Hashing;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance.Hashing;

public sealed class KeyHashTests
{
    [Theory]
    [InlineData(HashFunction.Crc32, "123456789", 0xcbf43926)] // the check value of the CRC's catalogues
    [InlineData(HashFunction.Crc32, "", 0)]
    [InlineData(HashFunction.Djb2, "", 5381)]
    [InlineData(HashFunction.Djb2, "a", (5381 * 33) + 'a')]
    [InlineData(HashFunction.Sdbm, "", 0)]
    [InlineData(HashFunction.Sdbm, "ab", ('a' * 65599u) + 'b')]
    [InlineData(HashFunction.None, "1234", 1234)]
    [InlineData(HashFunction.None, "4294967297x", 1)]
    [InlineData(HashFunction.None, "x7", 0)]
    public void AFunctionIsThePublishedOne(HashFunction function, string key, uint expected) => Assert.Equal(
        expected, KeyHash.Of(Encoding.Latin1.GetBytes(key), new HashPlan(false, function, false)));

    [Theory] // Jenkins' six shifts, times 0xc0000001
    [InlineData(0u, 0xab4ed927u)]
    [InlineData(1u, 0x348681b6u)]
    [InlineData(0xffffffffu, 0x7e64c182u)]
    public void TheAvalancheIsTheOneThatHaproxyUses(uint hash, uint expected) =>
        Assert.Equal(expected, KeyHash.Mix(hash));

    [Fact]
    public void AnAvalancheComesAfterTheFunction() => Assert.Equal(
        KeyHash.Mix(0xcbf43926),
        KeyHash.Of("123456789"u8, new HashPlan(false, HashFunction.Crc32, Avalanche: true)));
}
