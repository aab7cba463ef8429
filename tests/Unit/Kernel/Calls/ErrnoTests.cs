using Weir.Kernel.Calls;
using Xunit;

namespace Weir.Tests.Unit.Kernel.Calls;

public sealed class ErrnoTests
{
    [Fact]
    public void FailureIsItsErrnoNegated() => Assert.Equal(-Errno.EBADF, Errno.Checked(Sys.Close(-1)));

    [Fact]
    public void SuccessIsItself() => Assert.Equal(7, Errno.Checked(7));

    [Theory]
    [InlineData(Errno.EADDRINUSE, "Address already in use")]
    [InlineData(Errno.ECONNREFUSED, "Connection refused")]
    [InlineData(4000, "Unknown error 4000")]
    public void TextIsWhatTheSystemSays(int errno, string text) => Assert.Equal(text, Errno.Text(errno));
}
