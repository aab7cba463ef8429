using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Source;
using Weir.Model.Compile;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

public sealed class ConfigTextTests
{
    [Fact]
    public void TextsNamesAndNumbersSurviveTheWayToAChild()
    {
        string allBytes = "";
        for (int i = 0; i < 256; i++)
        {
            allBytes += (char)i;
        }

        Dictionary<string, IpEndpoint> names = new()
        {
            ["www"] = IpEndpoint.V4(0xC0000201, 0),
            ["six"] = new IpEndpoint(IpFamily.V6, 0x20010DB8_00000000, 0xFFFFFFFF_00000001, 0),
        };
        ConfigText sent = new([new SourceFile("a.cfg", allBytes), new SourceFile("", "")], names)
        {
            Ids = new PlanIds([4, 0], [], [7], [0, 9]),
        };
        ConfigText got = ConfigText.FromBytes(sent.ToBytes());
        Assert.Equal(2, got.Files.Count);
        Assert.Equal(("a.cfg", allBytes), (got.Files[0].Name, got.Files[0].Text));
        Assert.Equal(("", ""), (got.Files[1].Name, got.Files[1].Text));
        Assert.Equal(names, got.Names);
        Assert.Equal([4, 0], got.Ids!.Proxies);
        Assert.Empty(got.Ids.Servers);
        Assert.Equal([7], got.Ids.Listeners);
        Assert.Equal([0, 9], got.Ids.StickPages);
    }

    [Fact]
    public void WithoutNumbersThereAreNoneOnTheOtherSideEither()
    {
        ConfigText sent = new([], new Dictionary<string, IpEndpoint>());
        Assert.Null(ConfigText.FromBytes(sent.ToBytes()).Ids);
    }
}
