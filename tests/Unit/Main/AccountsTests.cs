using Weir.Main.Privileges;
using Xunit;

namespace Weir.Tests.Unit.Main;

public sealed class AccountsTests
{
    private const string Text =
        "root:x:0:0:root:/root:/bin/bash\nweir:x:998:997::/var/lib/weir:/usr/sbin/nologin\n"
        + "short\nbad:x:y:1\n+::::::\n:x:7:7\n";

    [Theory]
    [InlineData("root", 0u)]
    [InlineData("weir", 998u)]
    [InlineData("wei", null)]
    [InlineData("short", null)]
    [InlineData("bad", null)]
    [InlineData("", null)]
    public void TheThirdFieldOfTheNamesLineIsItsNumber(string name, uint? number) =>
        Assert.Equal(number, Accounts.FindIn(Text, name));
}
