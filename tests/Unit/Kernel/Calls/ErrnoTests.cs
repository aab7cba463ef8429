using System.ComponentModel;
using System.Reflection;
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
    [InlineData(4000, "Unknown error 4000")]
    public void TextIsWhatTheManualSays(int errno, string text) => Assert.Equal(text, Errno.Text(errno));

    [Fact]
    public void EveryNumberThatWeNameHasTheSystemsText()
    {
        FieldInfo[] numbers = typeof(Errno).GetFields(BindingFlags.Public | BindingFlags.Static);
        Assert.NotEmpty(numbers);
        foreach (FieldInfo number in numbers)
        {
            int errno = (int)number.GetRawConstantValue()!;
            Assert.Equal(new Win32Exception(errno).Message, Errno.Text(errno)); // .NET asks strerror(3)
        }
    }
}
