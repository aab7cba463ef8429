using System.Collections.Generic;
using System.Linq;
using Weir.Model.Compile;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Unit.Model.Process;

/// <summary>Variables that lines set, as the lines below see them.</summary>
public sealed class EnvironmentTests
{
    [Theory]
    [InlineData("node \"${A-none}\"", "a")]
    [InlineData("setenv A b\n node \"${A-none}\"", "b")]
    [InlineData("presetenv A b\n node \"${A-none}\"", "a")]
    [InlineData("presetenv N b\n node \"${N-none}\"", "b")]
    [InlineData("unsetenv A\n node \"${A-none}\"", "none")]
    [InlineData("unsetenv A B\n node \"${B-none}\"", "none")]
    [InlineData("unsetenv A\n presetenv A c\n node \"${A-none}\"", "c")]
    [InlineData("resetenv\n node \"${A-none}\"", "none")]
    [InlineData("resetenv A\n node \"${A-none}\"", "a")]
    [InlineData("setenv N n\n resetenv A\n node \"${N-none}\"", "none")]
    [InlineData("setenv N n\n resetenv N\n node \"${N-none}\"", "n")]
    [InlineData("resetenv\n setenv A z\n node \"${A-none}\"", "z")]
    [InlineData("node \"${A}\"\n setenv A b", "a")]
    [InlineData("localpeer left\n node \"${HAPROXY_LOCALPEER}\"", "left")]
    [InlineData("setenv X y\n.if streq(\"$X\",y)\n node yes\n.endif", "yes")]
    public void ALineSeesWhatTheLinesAboveItHaveSet(string lines, string node)
    {
        Dictionary<string, string> environment = new() { ["A"] = "a", ["B"] = "b" };

        GlobalPlan global = Config.Good($"global\n {lines}\n", Config.Options(environment)).Global;

        Assert.Equal(node, global.Process.Node);
        Assert.Equal(2, environment.Count); // whoever reads the lines again must see the same
    }

    [Fact]
    public void AVariableThatDoublesItselfIsStopped()
    {
        string doubling = string.Concat(Enumerable.Repeat(" setenv A \"$A$A\"\n", 40));

        List<string> messages = Config.Messages($"global\n setenv A x\n{doubling}");

        Assert.Contains("line too long with its variables put in, limit: 65536 at position 14:", messages[0]);
        Assert.Equal(24, messages.Count); // 16 lines fit
    }

    [Fact]
    public void TheCommandLinesNameOfThePeerIsKept()
    {
        LoadOptions options = new()
        {
            Balances = Config.Options().Balances,
            Environment = static name => name == "HAPROXY_LOCALPEER" ? "given" : null,
            IsPeerGiven = true,
        };
        const string Text = "global\n localpeer left\n node \"${HAPROXY_LOCALPEER}\"\n";

        Assert.Equal("given", Config.Good(Text, options).Global.Process.Node);
        Assert.EndsWith(
            "'localpeer' ignored since it is already set by using the '-L' command line argument.",
            Assert.Single(Config.Messages(Text, options)));
    }
}
