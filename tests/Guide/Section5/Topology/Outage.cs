using System;
using System.Linq;
using System.Threading.Tasks;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>Something that is lost, and is there again when this ends.</summary>
/// <param name="company">Whose it is.</param>
/// <param name="mend">Brings it back.</param>
/// <param name="sights">Who notices: <c>SD1/S1L1</c> is S1L1 as SD1 sees it.</param>
internal sealed class Outage(Company company, Func<Task> mend, string[] sights) : IAsyncDisposable
{
    private bool _isOver;

    /// <summary>Returns when all have noticed.</summary>
    public Task IsKnown() => AllSee(isUp: false);

    /// <summary>Returns when it is there again, and all have noticed.</summary>
    public async Task Mend()
    {
        if (_isOver) return;
        _isOver = true;
        await mend();
        await AllSee(isUp: true);
    }

    // A test that fails leaves the company whole for the next one.
    public async ValueTask DisposeAsync() => await Mend();

    private Task AllSee(bool isUp) => Task.WhenAll(sights.Select(sight =>
    {
        string[] both = sight.Split('/');
        return company[both[0]].Sees(both[1], isUp);
    }));
}
