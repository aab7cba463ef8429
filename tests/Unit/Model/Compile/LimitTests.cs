using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

public sealed class LimitTests
{
    [Theory]
    [InlineData("maxconn 12 minconn 4 maxqueue 7", 12, 4, 7)]
    [InlineData("minconn 4", 4, 4, 0)]
    [InlineData("minconn 9 maxconn 3", 9, 9, 0)]
    [InlineData("", 0, 0, 0)]
    public void ServerHasTheLimitsOf7_12(string words, int maxConn, int minConn, int maxQueue)
    {
        ServerPlan server = Config.Good(
            $"listen l\n mode http\n bind :80\n server s 10.0.0.1:80 {words}\n").Servers[0];
        Assert.Equal((maxConn, minConn, maxQueue), (server.MaxConn, server.MinConn, server.MaxQueue));
    }

    [Theory]
    [InlineData("listen l 10.0.0.9:80\n mode http\n maxconn 10000\n", 10000)] // 7-11
    [InlineData("listen l 10.0.0.9:80\n mode http\n", 2000)]
    [InlineData("listen l\n bind :80\n mode http\n maxconn 10000\n", 1000)]
    [InlineData("listen l\n bind :80\n mode http\n", 200)]
    [InlineData("listen l\n bind :80\n mode http\n maxconn 3\n", 1)]
    [InlineData("listen l\n bind :80\n mode http\n maxconn 10000\n fullconn 77\n", 77)]
    [InlineData("frontend f\n bind :81\n mode http\n maxconn 500\n default_backend l\n"
        + "listen l\n bind :80\n mode http\n maxconn 10000\n", 1050)]
    public void FullLoadOf7_11(string text, int fullConn)
    {
        ConfigPlan plan = Config.Good("global\n maxconn 2000\n" + text + " server s 10.0.0.1:80 maxconn 9\n");
        Assert.Equal(fullConn, plan.Proxies[^1].Backend!.FullConn);
    }
}
