using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Xunit;

namespace Weir.Tests.Process.Packaging;

/// <summary>The Debian package, installed, used and removed in a box.</summary>
public sealed class Packages : IClassFixture<BoxedLife>
{
    private const string Conffiles =
        "etc/default/weir\netc/logrotate.d/weir\netc/rsyslog.d/49-weir.conf\n";

    private readonly BoxedLife _life;

    public Packages(BoxedLife life) => _life = life;

    [BoxFact]
    public void ItBringsItsFilesAndNoOthers() => Assert.Equal(
        "etc/alternatives/haproxy\n"
        + Conffiles
        + "etc/systemd/system/multi-user.target.wants/weir.service\n"
        + "etc/weir/weir.cfg\n"
        + "usr/lib/systemd/system/weir.service\n"
        + "usr/sbin/weir\n"
        + "usr/share/doc/weir/README.Debian\n"
        + "usr/share/doc/weir/changelog.gz\n"
        + "usr/share/doc/weir/copyright\n"
        + "usr/share/man/man8/weir.8.gz\n"
        + "var/lib/systemd/deb-systemd-helper-enabled/multi-user.target.wants/weir.service\n"
        + "var/lib/systemd/deb-systemd-helper-enabled/weir.service.dsh-also\n",
        _life.Of("installed"));

    [BoxFact]
    public void WhoServesHasAnAccountThatOwnsNothing() => Assert.Equal(
        "weir:/var/lib/weir:/usr/sbin/nologin\n"
        + "root:root 755 /var/lib/weir\n"
        + "root:root 755 /usr/sbin/weir\n"
        + "root:root 644 /etc/weir/weir.cfg\n",
        _life.Of("account"));

    [BoxFact]
    public void TheDefaultConfigurationIsGoodAndServes()
    {
        Assert.Equal("Configuration file is valid\n", _life.Of("default configuration"));

        // With the rights that the unit leaves, and under haproxy's name.
        Assert.Matches(
            @"^<html><body><h1>200 OK</h1>\nService ready\.\n</body></html>\n1 root\n\d+ weir\n$",
            _life.Of("served").Replace("\r", ""));
    }

    [BoxFact]
    public void TheManualIsWellFormedAndKnowsEveryOption() => Assert.Equal("", _life.Of("manual"));

    [BoxFact]
    public void TheUnitIsWellFormed() => Assert.DoesNotContain("weir", _life.Of("unit"));

    [BoxFact]
    public void LogrotateTakesItsFile() => Assert.Equal("", _life.Of("logrotate"));

    [BoxFact]
    public void AChangedConfigurationOutlivesAnUpgrade() => Assert.Equal("# mine\n", _life.Of("upgraded"));

    [BoxFact]
    public void RemovedItLeavesConfigurationAlone() => Assert.Equal(
        Conffiles
        + "etc/systemd/system/multi-user.target.wants/weir.service\n"
        + "etc/weir/weir.cfg\n"
        + "var/lib/systemd/deb-systemd-helper-enabled/multi-user.target.wants/weir.service\n"
        + "var/lib/systemd/deb-systemd-helper-enabled/weir.service.dsh-also\n",
        _life.Of("removed"));

    [BoxFact]
    public void PurgedItLeavesNothing()
    {
        Assert.Equal("", _life.Of("before"));
        Assert.Equal("", _life.Of("purged"));
    }

    [BoxFact]
    public void TheNameHaproxyIsTakenOnlyWhenNobodyHasIt()
    {
        Assert.StartsWith("HAProxy version 2.", _life.Of("name taken"));
        Assert.StartsWith("This is Weir ", _life.Of("name given"));
        Assert.Equal("", _life.Of("name given back"));
    }

    [BoxFact]
    public void TheNameCanBeDivertedAndGivenBack() => Assert.Matches(
        @"^This is Weir [^\n]+\nHAProxy version 2\.[^\n]+\n$", _life.Of("diverted"));

    [Fact]
    public async Task ItsBytesAreTheSameEachTime()
    {
        using Place another = new();

        Assert.Equal(_life.Bytes, await File.ReadAllBytesAsync(await Package.Build(another.Folder)));
    }
}
