using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Rules.Converters;
using Weir.Rules.Fetches;

namespace Weir.Rules.Samples;

/// <summary>
/// A word such as <c>hdr(host),lower</c> to what it takes. Messages are HAProxy's for conditions.
/// </summary>
internal sealed class SampleReader(RuleSection section, ConfigLine line)
{
    private readonly ArgumentReader _arguments = new(section, line);
    private string _word = "";
    private int _at;

    /// <summary>The expression, or null and what is wrong.</summary>
    /// <param name="word">As it was written.</param>
    /// <param name="found">The fetch, and how its name says that it is matched.</param>
    /// <param name="fault">HAProxy's words, when the result is null.</param>
    public SampleExpression? Read(string word, out FoundFetch? found, out string fault)
    {
        _word = word;
        _at = 0;
        string name = TakeName();
        found = null;
        if (name.Length == 0)
        {
            fault = $"missing fetch method in ACL expression '{word}'.";
            return null;
        }

        if (FetchTable.Find(name) is not { } row)
        {
            fault = LaterFetches.Has(name)
                ? $"fetch method '{name}' is known, but not supported yet."
                : UnknownFetch(name);
            return null;
        }

        found = row;
        string owner = row.Fetch.HasForms ? $"ACL keyword '{name}'" : $"fetch method '{name}'";
        Arguments? arguments = Read(name, row.Fetch.Arguments, row.Fetch.Required, out fault);
        fault = arguments is null ? fault : row.Fetch.Check?.Invoke(arguments) ?? "";
        if (fault.Length > 0)
        {
            fault = row.Fetch.HasForms
                ? $"{owner} : {fault}" : $"{owner} : {fault.TrimEnd('.')} in ACL expression '{word}'.";
            return null;
        }

        if (row.Fetch.NeedsOneAddress)
        {
            section.AtEnd(names => RefuseAddresses(names, name));
        }

        arguments!.Iterates = true;
        SampleExpression expression = new(name, row.Fetch, arguments);
        return ReadConverters(expression, owner, out fault) ? expression : null;
    }

    private void RefuseAddresses(IPlanNames names, string name)
    {
        if (names.Own.Frontend is not { Listeners.Length: <= 1 })
        {
            names.Error(line, name, $"fetch method '{name}' is known, but not supported yet where a section "
                + "has no address of its own, or more than one ('fe_conn' counts a whole frontend).");
        }
    }

    private bool ReadConverters(SampleExpression expression, string owner, out string fault)
    {
        fault = "";
        while (_at < _word.Length)
        {
            if (_word[_at] != ',')
            {
                fault = $"{owner} : unexpected '{_word[_at..]}' after ')'.";
                return false;
            }

            _at++;
            string name = TakeName();
            if (name.Length == 0)
            {
                continue;
            }

            if (Array.Find(ConverterTable.Rows, one => one.Name == name) is not { } row)
            {
                fault = ConverterTable.IsLater(name)
                    ? $"{owner} : converter '{name}' is known, but not supported yet."
                    : UnknownConverter(name, owner);
                return false;
            }

            Arguments? arguments = Read(name, row.Arguments, row.Required, out fault);
            fault = arguments is null ? fault : row.Check?.Invoke(arguments) ?? "";
            if (fault.Length > 0)
            {
                fault = $"{owner} : invalid args in converter '{name}' : {fault}";
                return false;
            }

            expression.Add(row, arguments!);
        }

        return true;
    }

    private Arguments? Read(string name, ArgumentKind[] kinds, int required, out string fault)
    {
        ArgumentList? list = _at < _word.Length && _word[_at] == '('
            ? ArgumentList.Read(_word, ref _at) : ArgumentList.None;
        fault = "expected ')'.";
        return list is null ? null : _arguments.Read(name, kinds, required, list, out fault);
    }

    private string UnknownFetch(string name)
    {
        string near = Nearest.Find(name, FetchTable.Names) is { } other
            ? $"; did you mean '{other}' maybe ?" : ".";
        return $"unknown fetch method '{name}' in ACL expression '{_word}'{near}";
    }

    private static string UnknownConverter(string name, string owner)
    {
        List<string> names = [];
        foreach (Converter row in ConverterTable.Rows)
        {
            names.Add(row.Name);
        }

        string near = Nearest.Find(name, names) is { } other ? $"; did you mean '{other}' maybe ?" : ".";
        return $"{owner} : unknown converter '{name}'{near}";
    }

    private string TakeName()
    {
        int start = _at;
        int length = _word.AsSpan(start).IndexOfAny('(', ',');
        _at = length < 0 ? _word.Length : start + length;
        return _word[start.._at];
    }
}
