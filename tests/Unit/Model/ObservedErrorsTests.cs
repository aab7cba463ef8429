using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Weir.Model.Live;
using Xunit;

namespace Weir.Tests.Unit.Model;

public sealed class ObservedErrorsTests
{
    [Fact]
    public void OnlyErrorsInARowReachTheLimitAndThenBeginAnew()
    {
        ObservedErrors errors = default;
        Assert.False(errors.Count(ObservedError.Connect, limit: 3));
        Assert.False(errors.Count(ObservedError.Connect, limit: 3));
        errors.Forgive();
        Assert.False(errors.Count(ObservedError.Connect, limit: 3));
        Assert.False(errors.Count(ObservedError.Connect, limit: 3));
        Assert.Equal(0, errors.Limits);
        Assert.True(errors.Count(ObservedError.Status, limit: 3));
        Assert.Equal((1, ObservedError.Status), (errors.Limits, errors.Last));
        Assert.False(errors.Count(ObservedError.Close, limit: 3));
        Assert.Equal(ObservedError.Status, errors.Last);
        Assert.False(errors.Count(ObservedError.Close, limit: 3));
        Assert.True(errors.Count(ObservedError.Close, limit: 3));
        Assert.Equal((2, ObservedError.Close), (errors.Limits, errors.Last));
    }

    [Fact]
    public void ALimitOfOneIsReachedByEach()
    {
        ObservedErrors errors = default;
        for (int i = 1; i <= 3; i++)
        {
            Assert.True(errors.Count(ObservedError.Reset, limit: 1));
            Assert.Equal(i, errors.Limits);
        }
    }

    [Fact]
    public async Task SeveralWorkersReachItAsOftenAsOneThatCountsAlone()
    {
        const int Errors = 200_000;
        const int Limit = 10;
        ObservedErrors[] shared = new ObservedErrors[1];
        int reached = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < Errors / 4; i++)
            {
                if (shared[0].Count(ObservedError.Connect, Limit)) Interlocked.Increment(ref reached);
            }
        })));
        Assert.Equal(reached, shared[0].Limits);
        // Those that are counted while it begins anew belong to no row; how many, is the machine's luck.
        Assert.InRange(reached, 1, Errors / Limit);
    }
}
