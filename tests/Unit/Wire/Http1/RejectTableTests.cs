using System;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http1;

public sealed class RejectTableTests
{
    [Fact]
    public void EveryRejectHasItsRow()
    {
        Assert.Equal(Enum.GetValues<Reject>().Length, RejectTable.All.Length);
        foreach (Reject reject in Enum.GetValues<Reject>())
        {
            RejectRow row = RejectTable.RowOf(reject);
            Assert.Equal(reject, row.Reject);
            Assert.NotEmpty(row.Text);
            Assert.True(reject == Reject.None || row.Status is 400 or 413 or 422 or 502);
        }
    }
}
