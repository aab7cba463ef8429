using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Compile;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

public sealed class SectionTests
{
    private const string Quiet = Config.QuietDefaults;

    [Fact]
    public void SettingsComeFromTheLastDefaultsOrANamedOne()
    {
        ConfigPlan plan = Config.Good("""
            defaults first
             mode http
             retries 1
            defaults
             mode http
             retries 2
            backend a
            backend b from first
             retries 9
            backend c from first
            defaults second from first
            backend d

            """);
        Assert.Equal([2, 9, 1, 1],
            System.Array.ConvertAll(plan.Proxies, static proxy => proxy.Backend!.Retries));
    }

    [Fact]
    public void WhatASectionAddsStaysInIt()
    {
        ConfigPlan plan = Config.Good(
            "defaults\n mode http\n log stdout local0\nbackend a\n log stdout local1\nbackend b\n");
        Assert.Equal(2, plan.Proxies[0].Log.Targets.Length);
        Assert.Single(plan.Proxies[1].Log.Targets);
    }

    [Fact]
    public void DefaultBackendMayBeWrittenLaterAndBeAListen()
    {
        ConfigPlan plan = Config.Good(
            Quiet + "frontend f\n bind :80\n default_backend l\n"
            + "listen l\n bind :81\n default_backend b\nbackend b\n");
        Assert.Same(plan.Proxies[1], plan.Proxies[0].Frontend!.DefaultBackend);
        Assert.Same(plan.Proxies[2], plan.Proxies[1].Frontend!.DefaultBackend);
        Assert.Null(plan.Proxies[0].Backend);
        Assert.Null(plan.Proxies[2].Frontend);
    }

    [Fact]
    public void AFrontendAndABackendMayShareAName()
    {
        const string text = Quiet + "frontend a\n bind :80\n default_backend a\nbackend a\n";
        Assert.Empty(Config.Messages(text));
        ConfigPlan plan = Config.Good(text);
        Assert.Same(plan.Proxies[1], plan.Proxies[0].Frontend!.DefaultBackend);
    }

    [Theory]
    [InlineData("listen l 10.0.0.1:80", "10.0.0.1", 1)]
    [InlineData("listen l :80,:81-82", "0.0.0.0", 3)]
    [InlineData("frontend f 10.0.0.1:80", "10.0.0.1", 1)]
    [InlineData("listen 10.0.0.1:80", "10.0.0.1", 1)]
    [InlineData("listen :80,:81", "0.0.0.0", 2)]
    [InlineData("frontend *:80", "0.0.0.0", 1)]
    public void AnAddressOnTheFirstLineMakesAClassicSection(string header, string host, int count)
    {
        string text = Quiet + header + "\n";
        Assert.Empty(Config.Messages(text));
        ConfigPlan plan = Config.Good(text);
        Assert.True(plan.Proxies[0].IsClassic);
        Assert.Equal(count, plan.Listeners.Length);
        Assert.Equal(host, plan.Listeners[0].Address.ToString());
    }

    [Theory]
    [InlineData("listen 10.0.0.1:80\n bind :90\n")]
    [InlineData("listen web:80\n bind :90\n")]
    [InlineData("frontend f\n bind :90\n default_backend :80\nlisten :80\n bind :91\n")]
    public void ANameThatOnlyLooksLikeAnAddressStaysAName(string sections)
    {
        foreach (ProxyPlan proxy in Config.Good(Quiet + sections).Proxies)
        {
            Assert.False(proxy.IsClassic);
        }

        foreach (ListenerPlan listener in Config.Good(Quiet + sections).Listeners)
        {
            Assert.NotEqual(80, listener.Address.Port);
        }
    }

    [Fact]
    public void ABindLineMakesASectionOneOfToday()
    {
        ConfigPlan plan = Config.Good(Quiet + "listen l :80\n bind :81\n");
        Assert.False(plan.Proxies[0].IsClassic);
        Assert.Equal(2, plan.Listeners.Length);
    }

    [Fact]
    public void ANameThatRequestsAreSentToIsNoAddress()
    {
        ConfigPlan plan = Config.Good(Quiet + "frontend f\n bind :90\n default_backend :80\nlisten :80\n");
        Assert.Single(plan.Listeners);
        Assert.False(plan.Proxies[1].IsClassic);
    }

    [Theory]
    [InlineData("listen\n", "Alert: parsing [t.cfg:1] : 'listen' expects an <id> argument")]
    [InlineData("listen a b\n mode http\n",
        "Alert: parsing [t.cfg:1] : 'listen' : missing port specification in 'b'")]
    [InlineData("listen a :80 c\n mode http\n",
        "Alert: parsing [t.cfg:1] : 'listen' cannot handle unexpected argument 'c'.")]
    [InlineData("backend a b\n mode http\n",
        "Alert: parsing [t.cfg:1] : 'backend' cannot handle unexpected argument 'b'.")]
    [InlineData("backend a/b\n mode http\n",
        "Alert: parsing [t.cfg:1] : character '/' is not permitted in 'backend' name 'a/b'.")]
    [InlineData("defaults\nlisten a from a\n",
        "Alert: parsing [t.cfg:2] : defaults section 'a' not found for proxy 'a'.")]
    [InlineData("defaults a\ndefaults a\nlisten x from a\n",
        "Alert: parsing [t.cfg:3] : ambiguous defaults section "
        + "name 'a' referenced by proxy 'x' exists at least at t.cfg:1 and t.cfg:2.")]
    [InlineData("global x\n", "Alert: parsing [t.cfg:1] : 'global' cannot handle unexpected argument 'x'.")]
    [InlineData("defaults applications TCP\n",
        "Warning: parsing [t.cfg:1] : 'defaults' ignores unexpected argument 'TCP'. Only a name may follow.")]
    [InlineData("foo bar\n", "Alert: parsing [t.cfg:1] : unknown keyword 'foo' out of section.")]
    [InlineData("lsten a\n",
        "Alert: parsing [t.cfg:1] : unknown keyword 'lsten' out of section; did you mean 'listen' maybe ?")]
    [InlineData("peers p\n peer a\n foo\n",
        "Alert: parsing [t.cfg:1] : section 'peers' is known, but not supported yet.")]
    [InlineData("frontend f :80\n mode http\n default_backend b\nbackend b\n",
        "Alert: http frontend 'f' tries to use incompatible tcp backend 'b' as its default backend (see "
        + "'mode'). [t.cfg:3]")]
    [InlineData("frontend f :80\n default_backend b\nbackend b\n mode http\n",
        "Alert: tcp frontend 'f' with the http backend 'b' is known, but not supported yet. [t.cfg:2]")]
    [InlineData("listen l :80\n cookie C insert\n", "Warning: cookie will be ignored for proxy 'l' "
        + "(needs 'mode http'). [t.cfg:1]")]
    [InlineData("listen l :80\n balance uri\n", "Warning: Layer 7 hash not possible for proxy 'l' "
        + "(needs 'mode http'). Falling back to round robin. [t.cfg:1]")]
    [InlineData("listen l :80\n option httplog\n", "Warning: 'option httplog' not usable with proxy 'l' "
        + "(needs 'mode http'). Falling back to 'option tcplog'. [t.cfg:1]")]
    [InlineData("listen l\n bind :2 id 5\n bind :1 id 5\n", "Alert: parsing [t.cfg:3] : 'bind :1' in section "
        + "'listen' : 'id' : custom id 5 already used at t.cfg:2 ('bind :2')")]
    [InlineData("listen l :80\n option transparent\n balance source\n",
        "Alert: proxy 'l' cannot use both transparent and balance mode. [t.cfg:1]")]
    [InlineData("listen l :80\n mode health\n", "Warning: parsing [t.cfg:2] : the 'mode health' directive "
        + "belongs to older versions. Use 'http-request return status 200'.")]
    [InlineData("listen l :80\n option httplog clf\n", "Warning: 'option httplog' not usable with proxy 'l' "
        + "(needs 'mode http'). Falling back to 'option tcplog'. [t.cfg:1]")]
    [InlineData("listen l :80\n capture cookie A len 4\n",
        "Warning: 'capture' statement ignored for proxy 'l' as it requires HTTP mode. [t.cfg:1]")]
    [InlineData("listen l :80\n capture response header A len 4\n",
        "Warning: 'capture' statement ignored for proxy 'l' as it requires HTTP mode. [t.cfg:1]")]
    [InlineData("listen l :80\n log-format %HM\n", "Alert: parsing [t.cfg:2] : failed to parse log-format : "
        + "format variable 'HM' is reserved for HTTP mode.")]
    [InlineData("backend b\n errorloc 599 /x\n", "Warning: parsing [t.cfg:2] : errorloc : status code '599' "
        + "not handled. The line has no effect.")]
    [InlineData("listen l :80\n option forwardfor\n",
        "Warning: 'option forwardfor' ignored for proxy 'l' as it requires HTTP mode. [t.cfg:1]")]
    [InlineData("listen l :80\n option originalto\n",
        "Warning: 'option originalto' ignored for proxy 'l' as it requires HTTP mode. [t.cfg:1]")]
    [InlineData("frontend f :80\n mode http\n default_backend bb\nbackend ba\n mode http\n",
        "Alert: Proxy 'f': unable to find required default_backend: 'bb'. Did you mean 'ba' maybe ? "
        + "[t.cfg:3]")]
    [InlineData("backend b\n mode http\nbackend b\n mode http\n",
        "Warning: parsing [t.cfg:3] : backend 'b' has the same name as backend 'b' declared at t.cfg:1.")]
    [InlineData("backend b\n mode http\n server s 1.1.1.1:1\n server s 1.1.1.1:2\n",
        "Warning: parsing [t.cfg:4] : backend 'b', another server named 's' was already defined at line 3, "
        + "please use distinct names.")]
    [InlineData("listen l\n mode http\n timeout client 1\n",
        "Warning: proxy 'l' has no 'bind' directive. Please declare "
        + "it as a backend if this was intended. [t.cfg:1]")]
    [InlineData("backend b\n mode http\n maxconn 3\n",
        "Warning: parsing [t.cfg:3] : 'maxconn' ignored because "
        + "backend 'b' has no frontend capability. Maybe you want 'fullconn' instead ?")]
    [InlineData("backend b\n mode http\n server s 1.1.1.1 check\n",
        "Alert: config: backend 'b': server 's' has neither service port nor check port. [t.cfg:3]")]
    [InlineData("backend b\n mode http\n balance source\n dispatch 1.1.1.1:1\n",
        "Warning: dispatch address of backend 'b' will be ignored in balance mode. [t.cfg:1]")]
    [InlineData("listen l :80\n monitor-uri /a\n",
        "Warning: monitor-uri will be ignored for proxy 'l' (needs 'mode http'). [t.cfg:1]")]
    public void WrongSectionsAreReportedInTheseWords(string text, string message) =>
        Assert.Contains(message, Config.Messages(text));

    [Theory]
    [InlineData("listen l :80\n mode http\n", "proxy 'l'")]
    [InlineData("frontend f :80\n mode http\n", "frontend 'f'")]
    [InlineData("backend b\n mode http\n timeout connect 1s\n server s 1.1.1.1:1\n", "backend 'b'")]
    [InlineData("backend b\n mode http\n timeout connect 0\n timeout server 1s\n server s 1.1.1.1:1\n",
        "backend 'b'")]
    public void MissingTimeoutsAreOneWarningForEachSection(string text, string who)
    {
        string message = Assert.Single(Config.Messages(text));
        Assert.StartsWith($"Warning: missing timeouts for {who}.\n   | While not properly invalid,", message);
        Assert.EndsWith("[t.cfg:1]", message);
    }

    [Fact]
    public void EveryErrorOfARunIsReportedAndWarningsOnConsequencesAreNot()
    {
        string[] expected =
        [
            "Alert: parsing [t.cfg:2] : unknown keyword 'foo' in 'global' section",
            "Alert: parsing [t.cfg:4] : unknown proxy mode 'bar'.",
            "Alert: parsing [t.cfg:5] : 'bind' : invalid port '0'",
            "Alert: parsing [t.cfg:7] : 'server l/s' : 'ssl' is known, but not supported yet.",
            "Alert: Proxy 'l': unable to find required default_backend: 'nox'. [t.cfg:6]",
        ];
        Assert.Equal(expected, Config.Messages(
            "global\n foo\nlisten l\n mode bar\n bind :0\n default_backend nox\n server s 1.1.1.1:1 ssl\n"));
    }

    [Fact]
    public void ASectionEndsWithItsFileAndItsDefaultsDoNot()
    {
        ConfigPlan? plan = ConfigLoader.Load(
            [new SourceFile("a.cfg", Quiet), new SourceFile("b.cfg", "backend b\n")], Config.Options(),
                out _);
        Assert.Equal(ProxyMode.Http, Assert.Single(plan!.Proxies).Mode);

        ConfigLoader.Load([new SourceFile("a.cfg", "backend b\n mode http\n"),
            new SourceFile("b.cfg", " retries 3\n")],
            Config.Options(), out ReportList reports);
        Assert.Equal(["Alert: parsing [b.cfg:1] : unknown keyword 'retries' out of section."],
            Config.Texts(reports));
    }

    [Fact]
    public void ConditionsAreDecidedByTheCaller()
    {
        LoadOptions options = Config.Options(new() { ["STAGE"] = "test" });
        const string text = Quiet
            + ".if streq(\"$STAGE\",test) && version_atleast(3.0)\nbackend a\n.else\nfoo\n.endif\n";
        Assert.Equal("a", Assert.Single(Config.Good(text, options).Proxies).Name);
    }
}
