using System.Linq;
using Weir.Language.Reports;
using Weir.Model.Compile;
using Weir.Model.Plan;
using Weir.Model.Plan.Process;
using Xunit;

namespace Weir.Tests.Unit.Model.Process;

public sealed class ProcessLineTests
{
    [Theory]
    [InlineData("uid 5\n uid 6", "user/uid")]
    [InlineData("user alice\n uid 6", "user/uid")]
    [InlineData("gid 5\n group staff", "group/gid")]
    [InlineData("chroot /a\n chroot /b", "'chroot'")]
    [InlineData("ulimit-n 100\n ulimit-n 200", "'ulimit-n'")]
    [InlineData("fd-hard-limit 100\n fd-hard-limit 200", "'fd-hard-limit'")]
    [InlineData("pidfile a\n pidfile b", "'pidfile'")]
    [InlineData("maxconn 5\n maxconn 6", "'maxconn'")]
    public void ASecondLineIsToldAndChangesNothing(string lines, string name)
    {
        string text = $"global\n {lines}\n";
        ConfigPlan? plan = Config.Load(text, out ReportList reports);

        Assert.Equal(0, reports.Alerts);
        Assert.Equal(
            $"Warning: parsing [t.cfg:3] : {name} already specified. Continuing.",
            Assert.Single(Config.Texts(reports)));
        GlobalPlan first = Config.Good($"global\n {lines.Split('\n')[0]}\n").Global;
        Assert.Equal(Settings(first), Settings(plan!.Global));
    }

    [Fact]
    public void NamesBecomeNumbers()
    {
        const string Text = "global\n user alice\n group staff\n chroot /var/empty\n";
        ProcessPlan plan = Config.Good(Text).Global.Process;

        Assert.Equal((1001u, 50u, "/var/empty"), (plan.UserId, plan.GroupId, plan.Chroot));
    }

    [Fact]
    public void ADescriptionIsAllWordsOfItsLine() => Assert.Equal(
        "first of two", Config.Good("global\n description first  of two\n").Global.Process.Description);

    [Theory]
    [InlineData("", 0, false, 0)]
    [InlineData("set-dumpable\n", 0, true, 0)]
    [InlineData("set-dumpable\n no set-dumpable\n", 0, false, 0)]
    [InlineData("nbthread 3\n", 0, false, 3)]
    [InlineData("nbproc 2\n nbthread 3\n", 3, false, 6)]
    [InlineData("nbproc 2\n", 1, false, 2)]
    public void ThreadsOfAProcessAreThoseOfNbthread(string lines, int threads, bool dumpable, int workers)
    {
        GlobalPlan plan = Config.Good($"global\n {lines}").Global;

        Assert.Equal((threads, dumpable, workers),
            (plan.Process.Threads, plan.Process.Dumpable, plan.Workers));
    }

    [Theory]
    [InlineData("maxconn 5", 5)]
    [InlineData("", 7)]
    public void TheCommandLinesLimitHoldsWhereASectionSetsNone(string line, int expected)
    {
        LoadOptions options = new() { Balances = Config.Options().Balances, ProxyMaxConn = 7 };
        ConfigPlan plan = Config.Good(
            $"{Config.QuietDefaults}listen l\n bind :80\n {line}\n server s 10.0.0.1:80\n", options);

        Assert.Equal(expected, plan.Proxies[0].Frontend!.MaxConn);
        Assert.Equal(expected, plan.Listeners.Single().Backlog);
    }

    private static string Settings(GlobalPlan plan) => string.Join(' ',
        plan.MaxConn, plan.PidFile, plan.Process.Chroot, plan.Process.UserId, plan.Process.GroupId,
        plan.Process.Descriptors, plan.Process.DescriptorsMost);
}
