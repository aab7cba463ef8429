using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;
using Weir.Rules.Fetches;

namespace Weir.Rules.Conditions;

/// <summary>The end of a rule's line: <c>if</c> or <c>unless</c>, and a condition (manual, 7.2).</summary>
internal sealed class ConditionReader
{
    private readonly Line _line;
    private readonly RuleSection _section;
    private readonly RulePlace _place;
    private readonly List<Term[]> _alternatives = [];
    private readonly List<Term> _terms = [];
    private string _fault = "";

    private ConditionReader(Line line, RuleSection section, RulePlace place)
    {
        _line = line;
        _section = section;
        _place = place;
    }

    /// <summary>Whether a condition follows.</summary>
    public static bool IsNext(Line line) => line.Peek is "if" or "unless";

    /// <summary>
    /// The condition that follows, to the end of the line; null when none does, or after an error.
    /// </summary>
    /// <param name="line">Read up to the condition.</param>
    /// <param name="section">Whose conditions it may name.</param>
    /// <param name="place">Where it will be asked.</param>
    /// <param name="intro">What messages begin with: <c>error detected while parsing ...</c>.</param>
    public static ICondition? Read(Line line, RuleSection section, RulePlace place, string intro)
    {
        if (!IsNext(line))
        {
            return null;
        }

        bool isUnless = line.Next() == "unless";
        ConditionReader reader = new(line, section, place);
        reader.ReadTerms();
        if (reader._fault.Length > 0)
        {
            line.Error(line.Last, $"{intro} : {reader._fault}");
            return null;
        }

        if (reader._alternatives.Count == 0)
        {
            line.Warn(line.Last, $"nothing follows '{line.Last}': the condition never holds.");
        }

        return new Condition([.. reader._alternatives], isUnless);
    }

    private void ReadTerms()
    {
        bool isNegated = false;
        while (_fault.Length == 0 && _line.Next() is { } word)
        {
            if (word is "or" or "||")
            {
                EndAlternative();
                isNegated = false;
                continue;
            }

            // "!a", "! a" and "!! a" are all written.
            string name = word.TrimStart('!');
            isNegated ^= (word.Length - name.Length) % 2 != 0;
            if (name.Length > 0)
            {
                Acl? acl = name == "{" ? ReadAnonymous() : ReadNamed(name);
                if (acl is not null)
                {
                    _terms.Add(new Term(acl, isNegated));
                    Warn(acl);
                }

                isNegated = false;
            }
        }

        EndAlternative();
    }

    private void EndAlternative()
    {
        if (_terms.Count > 0)
        {
            _alternatives.Add([.. _terms]);
            _terms.Clear();
        }
    }

    private Acl? ReadAnonymous()
    {
        List<string> words = [];
        while (_line.Next() is { } word)
        {
            if (word == "}")
            {
                return ReadTest("", words);
            }

            words.Add(word);
        }

        _fault = "missing closing '}' in condition.";
        return null;
    }

    private Acl? ReadNamed(string name)
    {
        if (_section.Acls.TryGetValue(name, out ICondition? known))
        {
            return (Acl)known;
        }

        if (PredefinedAcls.Find(name) is { } words)
        {
            Acl? acl = ReadTest(name, words);
            _fault = acl is null ? $"predefined ACL '{name}' : {_fault}" : "";
            return acl;
        }

        List<string> names = [.. _section.Acls.Keys];
        foreach ((string predefined, string _) in PredefinedAcls.Rows)
        {
            names.Add(predefined);
        }

        string near = Nearest.Find(name, names) is { } other ? $" Did you mean '{other}' maybe ?" : "";
        _fault = $"no such ACL : '{name}'.{near}";
        return null;
    }

    private Acl? ReadTest(string name, IReadOnlyList<string> words)
    {
        AclReader reader = new(_section, _line.Source);
        AclTest? test = reader.Read(words);
        _fault = reader.Fault;
        if (test is null)
        {
            return null;
        }

        if (reader.Warning.Length > 0)
        {
            _line.Warn(words[0], reader.Warning);
        }

        Acl acl = new(name);
        acl.Add(test);
        return acl;
    }

    /// <summary>A sample that does not exist here never matches: its author meant something else.</summary>
    private void Warn(Acl acl)
    {
        foreach (AclTest test in acl.Tests)
        {
            Fetch fetch = test.Sample.Fetch;
            if (fetch.IsOfOthers)
            {
                ConfigLine line = _line.Source;
                _section.AtEnd(names => WarnOfHttp(names, line));
            }

            bool exists = _place == RulePlace.Connection
                ? fetch is { Places: RulePlace.Anywhere, NeedsHttp: false }
                : (fetch.Places & _place) != 0;
            if (exists)
            {
                continue;
            }

            string who = acl.Name.Length == 0 ? "anonymous acl" : $"acl '{acl.Name}'";
            string where = IsOfTcp ? $"in '{_line.Name}' " : "";
            _line.Warn(acl.Name, $"{who} will never match {where}because it uses keyword "
                + $"'{test.Sample.Name}' which is incompatible with '{PlaceName()}'");
            return;
        }
    }

    private static void WarnOfHttp(IPlanNames names, ConfigLine line)
    {
        if (names.Own.Mode == ProxyMode.Http)
        {
            names.Warn(line, $"Proxy '{names.Own.Name}': L6 sample fetches ignored on HTTP proxies "
                + $"(declared at {line.Place}).");
        }
    }

    private bool IsOfTcp => _line.Name.StartsWith("tcp-", StringComparison.Ordinal);

    private string PlaceName() => _place switch
    {
        RulePlace.BackendRequest when IsOfTcp => $"backend {_line.Name} rule",
        _ when IsOfTcp => $"frontend {_line.Name} rule",
        RulePlace.Switching => "frontend use-backend rule",
        RulePlace.BackendRequest => "backend http-request header rule",
        RulePlace.BackendResponse => "backend http-response header rule",
        RulePlace.FrontendResponse => "frontend http-response header rule",
        _ => "frontend http-request header rule",
    };
}
