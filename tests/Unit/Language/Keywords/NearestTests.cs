using Weir.Language.Keywords;
using Xunit;

namespace Weir.Tests.Unit.Language.Keywords;

public sealed class NearestTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("mode", "mode", 0)]
    [InlineData("mde", "mode", 1)]
    [InlineData("wieght", "weight", 1)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void DistanceCountsChangesAndSwaps(string left, string right, int distance)
    {
        Assert.Equal(distance, Nearest.Distance(left, right));
        Assert.Equal(distance, Nearest.Distance(right, left));
    }

    [Theory]
    [InlineData("maxcon", "maxconn")]
    [InlineData("rondrobin", "roundrobin")]
    [InlineData("xyzzy", null)]
    [InlineData("", null)]
    public void OnlyANearWordIsNamed(string word, string? found) =>
        Assert.Equal(found, Nearest.Find(word, ["maxconn", "roundrobin", "minconn"]));
}
