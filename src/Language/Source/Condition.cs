using System;
using System.Collections.Generic;

namespace Weir.Language.Source;

/// <summary>What conditions may ask about (manual, 2.4 "Conditional blocks").</summary>
/// <param name="Environment">Value of a variable, one char per byte; null when it is not set.</param>
/// <param name="Version">This program's version, as <c>version_atleast()</c> compares it.</param>
/// <param name="Features">Names that <c>feature()</c> finds.</param>
public sealed record ConditionFacts(
    Func<string, string?> Environment, string Version, IReadOnlyCollection<string> Features);

/// <summary>
/// One expression of <c>.if</c> or <c>.elif</c>: integers, predicates, <c>!</c>, <c>&amp;&amp;</c>,
/// <c>||</c>, parentheses.
/// </summary>
public sealed class Condition
{
    /// <summary>Signs and parentheses around one term; more would only exhaust the stack.</summary>
    private const int DepthMax = 100;

    private readonly string _text;
    private readonly ConditionFacts _facts;
    private int _at;
    private int _depth;
    private LineFault? _fault;

    private Condition(string text, ConditionFacts facts, int depth)
    {
        _text = text;
        _facts = facts;
        _depth = depth;
    }

    /// <summary>
    /// The value of <paramref name="text"/>, an empty one being false; null and a fault when it cannot be
    /// read.
    /// </summary>
    public static bool? Evaluate(string text, ConditionFacts facts, out LineFault? fault) =>
        Evaluate(text, facts, depth: 0, out fault);

    private static bool? Evaluate(string text, ConditionFacts facts, int depth, out LineFault? fault)
    {
        Condition reader = new(text, facts, depth);
        bool? value = reader.IsAtEnd() ? false : reader.Either();
        if (value is not null && !reader.IsAtEnd())
        {
            char c = text[reader._at];
            value = reader.Fail($"unexpected character '{c}' at the end of conditional expression '{text}'");
        }

        fault = reader._fault;
        return value;
    }

    private bool? Either()
    {
        bool? value = Both();
        while (value is not null && Take("||"))
        {
            bool? right = Both(); // read even when the left side decides: a mistake in it must not hide
            value = right is null ? null : value.Value || right.Value;
        }

        return value;
    }

    private bool? Both()
    {
        bool? value = Term();
        while (value is not null && Take("&&"))
        {
            bool? right = Term();
            value = right is null ? null : value.Value && right.Value;
        }

        return value;
    }

    private bool? Term()
    {
        if (++_depth > DepthMax)
        {
            return Fail("conditional expression is nested too deeply");
        }

        bool? value = TermWithin();
        _depth--;
        return value;
    }

    private bool? TermWithin()
    {
        if (Take("!"))
        {
            return Term() is { } inner ? !inner : null;
        }

        int start = _at;
        if (Take("("))
        {
            bool? inner = Either();
            return inner is null || Take(")")
                ? inner
                : Fail($"expected ')' after conditional expression '{_text[start..]}'", start);
        }

        if (_at < _text.Length && _text[_at] == '"')
        {
            return Quoted();
        }

        while (_at < _text.Length
            && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or '+'))
        {
            _at++;
        }

        string name = _text[start.._at];
        if (_at < _text.Length && _text[_at] == '(' && ConditionPredicates.ArgumentsOf(name) > 0)
        {
            return Predicate(name);
        }

        return long.TryParse(name, out long number)
            ? number != 0
            : Fail($"unparsable conditional expression '{_text[start..]}'", start);
    }

    /// <summary>A quoted term such as <c>"$DEBUG"</c>: what it expands to is the condition.</summary>
    private bool? Quoted()
    {
        int start = _at;
        string? inner = Argument(stopAtSpace: true);
        if (inner is null)
        {
            return null;
        }

        // The depth goes on: a variable whose value is its own quoted reference would expand for ever.
        bool? value = Evaluate(inner, _facts, _depth, out LineFault? fault);
        return fault is null ? value : Fail(fault.Message, start);
    }

    private bool? Predicate(string name)
    {
        int wanted = ConditionPredicates.ArgumentsOf(name);
        List<string> arguments = [];
        do
        {
            _at++; // the parenthesis, or a comma
            string? argument = Argument(stopAtSpace: false);
            if (argument is null)
            {
                return null;
            }

            arguments.Add(argument);
        }
        while (_at < _text.Length && _text[_at] == ',');

        if (_at == _text.Length)
        {
            return Fail($"missing closing ')' after arguments of predicate '{name}' "
                + "used in conditional expression");
        }

        _at++;
        return arguments.Count == wanted
            ? ConditionPredicates.Ask(name, arguments, _facts)
            : Fail($"predicate '{name}' used in conditional expression expects {wanted} argument"
                + (wanted == 1 ? "" : "s") + $" (got {arguments.Count})");
    }

    /// <summary>
    /// Text up to a comma or a closing parenthesis, its quotes taken off and its variables put in.
    /// </summary>
    private string? Argument(bool stopAtSpace)
    {
        int start = _at;
        char quote = '\0';
        for (; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (quote == '\0' && (c is ',' or ')' || (stopAtSpace && c is ' ' or '\t')))
            {
                break;
            }

            if (c == '\\' && quote != '\'')
            {
                _at++;
            }
            else if (c is '"' or '\'' && (quote == '\0' || quote == c))
            {
                quote = quote == '\0' ? c : '\0';
            }
        }

        _at = Math.Min(_at, _text.Length);
        string? value = Words.Join(_text[start.._at], _facts.Environment, out LineFault? fault);
        if (fault is not null)
        {
            Fail(fault.Message, start + fault.Position);
        }

        return value;
    }

    private bool IsAtEnd()
    {
        SkipSpace();
        return _at == _text.Length || _text[_at] == '#';
    }

    private bool Take(string sign)
    {
        SkipSpace();
        if (string.CompareOrdinal(_text, _at, sign, 0, sign.Length) != 0)
        {
            return false;
        }

        _at += sign.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private bool? Fail(string message, int at = -1)
    {
        _fault ??= new LineFault(message, at < 0 ? _at : at);
        return null;
    }
}
