using System;
using System.Collections.Generic;
using System.Globalization;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Rules.Fetches;
using Weir.Rules.Patterns;
using Weir.Rules.Samples;

namespace Weir.Rules.Conditions;

/// <summary>
/// Words to a test: a sample, flags, patterns (manual, 7.1). What is wrong is said in HAProxy's words.
/// </summary>
/// <param name="section">Where the line stands.</param>
/// <param name="line">The line, for what is found out when all has been read.</param>
internal sealed class AclReader(RuleSection section, ConfigLine line)
{
    private bool _ignoresCase;
    private bool _mayResolve = true;
    private bool _saidEnd;
    private MatchMethod? _method;

    /// <summary>What is wrong; empty: nothing.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>What its author may not have meant; empty: nothing.</summary>
    public string Warning { get; private set; } = "";

    /// <summary>The test, or null after a fault.</summary>
    public AclTest? Read(IReadOnlyList<string> words)
    {
        string word = words.Count > 0 ? words[0] : "";
        SampleReader samples = new(section, line);
        if (samples.Read(word, out FoundFetch? found, out string fault) is not { } sample)
        {
            Fault = fault;
            return null;
        }

        _method = sample.HasConverters || found?.Match is null
            ? MatchTable.Usual(sample.Type) : MatchTable.OfFetch(found.Match);
        PatternList patterns = new() { Resolve = name => _mayResolve ? section.Resolve(name) : null };
        int at = ReadFlags(words, patterns);
        for (; Fault.Length == 0 && at < words.Count; at++)
        {
            patterns.Add(new Pattern(words[at], _ignoresCase, ""));
        }

        if (words.Count > 1 && words[1].StartsWith('(') && !word.Contains('('))
        {
            Warning = $"matching '{word}' for pattern '{words[1]}' is likely a mistake and probably\n"
                + "  not what you want. Maybe you need to remove the extraneous space before '('.\n"
                + "  If you are really sure this is not an error, please insert '--' between the\n"
                + "  match and the pattern to make this warning message disappear.";
        }

        return Fault.Length == 0 ? Build(sample, patterns, word) : null;
    }

    private AclTest? Build(SampleExpression sample, PatternList patterns, string word)
    {
        if (_method is null)
        {
            Fault = $"matching method must be specified first (using '-m') for '{word}'.";
            return null;
        }

        if (_method.Build(patterns) is not { } set)
        {
            Fault = patterns.Fault;
            return null;
        }

        if (patterns.Patterns.Count == 0 && !_method.NeedsNone && !_saidEnd)
        {
            Warning = $"parsing acl keyword '{word}' :\n"
                + "  no pattern to match against were provided, so this ACL will never match.\n"
                + "  If this is what you intended, please add '--' to get rid of this warning.\n"
                + "  If you intended to match only for existence, please use '-m found'.\n"
                + "  If you wanted to force an int to match as a bool, please use '-m bool'.";
        }

        if (sample.Fetch.IsOfGroups)
        {
            section.AtEnd(names => ReportGroups(names, sample, patterns));
        }

        return new AclTest(sample, _method, set);
    }

    /// <summary>Nobody can be in a group that does not exist.</summary>
    private void ReportGroups(IPlanNames names, SampleExpression sample, PatternList patterns)
    {
        foreach (Pattern pattern in patterns.Patterns)
        {
            if (Array.IndexOf(sample.Arguments.Users.Groups, pattern.Text) < 0)
            {
                names.Error(line, pattern.Text,
                    $"proxy {section.Name}: acl {sample.Name}(): invalid group '{pattern.Text}'.");
            }
        }
    }

    /// <summary>Where the patterns begin.</summary>
    private int ReadFlags(IReadOnlyList<string> words, PatternList patterns)
    {
        int at = 1;
        while (at < words.Count && Fault.Length == 0 && !_saidEnd && words[at].StartsWith('-'))
        {
            at += ReadFlag(words[at], at + 1 < words.Count ? words[at + 1] : "", patterns);
        }

        return at;
    }

    /// <summary>How many words it took.</summary>
    private int ReadFlag(string flag, string next, PatternList patterns)
    {
        switch (flag)
        {
            case "-i":
                _ignoresCase = true;
                return 1;
            case "-n":
                _mayResolve = false;
                return 1;
            case "--":
                _saidEnd = true;
                return 1;
            case "-u":
                bool isId = int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out _);
                Fault = isId ? "" : "the argument of -u must be an integer.";
                return 2;
            case "-m":
                SetMethod(next, patterns);
                return 2;
            case "-f":
                Fault = PatternFile.Read(next, _ignoresCase, section, patterns);
                return 2;
            case "-M":
                Fault = "'-M' is known, but not supported yet.";
                return 1;
            default:
                Fault = $"'{flag}' is not a valid ACL option. Please use '--' before any pattern beginning "
                    + "with a '-'.";
                return 1;
        }
    }

    private void SetMethod(string name, PatternList patterns)
    {
        if (patterns.Patterns.Count > 0)
        {
            Fault = "'-m' must only be specified before patterns and files in parsing ACL expression.";
            return;
        }

        _method = MatchTable.Find(name);
        if (_method is null)
        {
            string near = Nearest.Find(name, MatchTable.Names) is { } other
                ? $" Did you mean '{other}' maybe ?" : "";
            Fault = $"unknown matching method '{name}' when parsing ACL expression.{near}";
        }
    }
}
