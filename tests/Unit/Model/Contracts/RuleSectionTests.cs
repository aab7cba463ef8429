using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Xunit;

namespace Weir.Tests.Unit.Model.Contracts;

/// <summary>Rules are run by stage, and as the file has them within one.</summary>
public sealed class RuleSectionTests
{
    private static readonly List<string> Ran = [];

    private readonly ReportList _reports = new();
    private readonly RuleSection _section =
        new() { Name = "f", HasClientSide = true, HasServerSide = true };

    [Fact]
    public void RulesAreRunByStageThenInOrder()
    {
        Add(RuleStage.Redirect, "redirect 1");
        Add(RuleStage.RequestLines, "reqadd 1");
        Add(RuleStage.Block, "block 1");
        Add(RuleStage.RequestLines, "reqadd 2");
        Assert.Equal(["block 1", "reqadd 1", "reqadd 2", "redirect 1"], Run(isHttp: true));
    }

    [Fact]
    public void WhatIsWrittenBehindALaterStageDrawsAWarning()
    {
        Add(RuleStage.Redirect, "redirect 1");
        Assert.Empty(_reports);
        Add(RuleStage.Block, "block 1");
        Add(RuleStage.ResponseLines, "rspadd 1");
        Report report = Assert.Single(_reports);
        Assert.Equal(
            "a 'block' rule placed after a 'redirect' rule will still be processed before.", report.Message);
        Assert.Equal(Severity.Warning, report.Severity);
    }

    [Fact]
    public void AListEndsWhereARuleDoesNotGoOn()
    {
        Add(RuleStage.Block, "block 1");
        Add(RuleStage.Block, "block 2", Verdict.Stop);
        Add(RuleStage.Block, "block 3");
        Assert.Equal(["block 1", "block 2"], Run(isHttp: true));
    }

    [Fact]
    public void WithoutHttpOnlyTheBackendIsChosen()
    {
        Add(RuleStage.Block, "block 1");
        Assert.Null(_section.Build(isHttp: false));
        Add(RuleStage.Switching, "use_backend 1");
        ProxyRules rules = _section.Build(isHttp: false)!;
        Assert.Null(rules.Request);
        Assert.NotNull(rules.Switching);
    }

    [Fact]
    public void ASectionWithoutRulesHasNone() => Assert.Null(_section.Build(isHttp: true));

    private List<string> Run(bool isHttp)
    {
        Ran.Clear();
        RuleContext context = default;
        _section.Build(isHttp)!.Request!.Run(ref context);
        return Ran;
    }

    private void Add(RuleStage stage, string name, Verdict verdict = default)
    {
        string word = name.Split(' ')[0];
        ConfigLine line = new("t.cfg", 1, [word]);
        _section.Add(stage, new Rule(new Noted(name, verdict), null), new Line(line, word, 1, _reports));
    }

    private sealed class Noted(string name, Verdict verdict) : IAction
    {
        public Verdict Act(ref RuleContext context)
        {
            Ran.Add(name);
            return verdict;
        }
    }
}
