using System.Text;
using Weir.Wire.Http;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http;

public sealed class ConnectionOptionsTests
{
    [Theory]
    [InlineData("close", true)]
    [InlineData("Close", true)]
    [InlineData("keep-alive, close", true)]
    [InlineData(" \tclose\t ,x", true)]
    [InlineData(",,close,,", true)]
    [InlineData("", false)]
    [InlineData(",", false)]
    [InlineData("closed", false)]
    [InlineData("clos", false)]
    [InlineData("close x", false)]
    [InlineData("\"close\"", false)]
    [InlineData("close;a", false)]
    public void OptionIsFoundWhole(string value, bool expected) =>
        Assert.Equal(expected, ConnectionOptions.Has(Encoding.Latin1.GetBytes(value), "close"u8));
}
