using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Language.Values;
using Weir.Model.Draft;
using Weir.Model.Keywords;

namespace Weir.Model.Compile.Reading;

/// <summary>
/// The lines that open <c>defaults</c> and proxy sections: names, the addresses of old, and whose settings
/// hold.
/// </summary>
internal sealed class SectionReader
{
    private readonly ReportList _reports;
    private readonly ProxyDraft _none;
    private readonly List<ProxyDraft> _defaults = [];
    private readonly List<ProxyDraft> _proxies = [];

    /// <param name="reports">Where errors go.</param>
    /// <param name="none">The settings that hold before any <c>defaults</c>.</param>
    public SectionReader(ReportList reports, ProxyDraft none)
    {
        _reports = reports;
        _none = none;
    }

    public IReadOnlyList<ProxyDraft> Proxies => _proxies;

    /// <summary>The new section; null when its line is so wrong that its contents cannot be judged.</summary>
    public ProxyDraft? Open(ConfigLine words)
    {
        Line line = new(words, words.Words[0], 1, _reports);
        return words.Words[0] == "defaults" ? Defaults(line) : Proxy(line);
    }

    private ProxyDraft? Defaults(Line line)
    {
        string name = line.Peek == "from" && line.Left == 2 ? "" : line.Next() ?? "";
        ProxyDraft? parent = line.Take("from")
            ? Named(line.Next() ?? "", $"defaults section '{name}'", line)
            : _none;
        if (parent is null)
        {
            return null;
        }

        if (line.Left > 0)
        {
            line.Warn(line.Peek, $"'defaults' ignores unexpected argument '{line.Peek}'.",
                "Only a name may follow.");
        }

        ProxyDraft opened = parent.Derive(ProxyKind.Defaults, name, line.Source);
        _defaults.Add(opened);
        return opened;
    }

    private ProxyDraft? Proxy(Line line)
    {
        string kindWord = line.Name;
        string? name = line.Next();
        if (string.IsNullOrEmpty(name))
        {
            line.Error("", $"'{kindWord}' expects an <id> argument");
            return null;
        }

        bool hasFrom = line.Peek == "from" && line.Left >= 2 && line.Take("from");
        ProxyDraft? parent = hasFrom ? Named(line.Next()!, $"proxy '{name}'", line) : Last();
        if (parent is null)
        {
            return null;
        }

        ProxyKind kind = kindWord switch
        {
            "listen" => ProxyKind.Listen,
            "frontend" => ProxyKind.Frontend,
            _ => ProxyKind.Backend,
        };
        ProxyDraft proxy = parent.Derive(kind, name, line.Source);
        ReadAddresses(line, proxy);
        if (proxy.NameAsAddress.Count == 0)
        {
            line.CheckName(name, $"'{kindWord}'");
        }

        line.RefuseSurplus();
        WarnTwins(line, proxy);
        _proxies.Add(proxy);
        return proxy;
    }

    private ProxyDraft Last() => _defaults.Count == 0 ? _none : _defaults[^1];

    private ProxyDraft? Named(string name, string who, Line line)
    {
        List<ProxyDraft> found = _defaults.FindAll(one => one.Name == name && name.Length > 0);
        if (found.Count == 1)
        {
            return found[0];
        }

        line.Error(name, found.Count == 0
            ? $"defaults section '{name}' not found for {who}."
            : $"ambiguous defaults section name '{name}' referenced by {who} exists at least at "
                + $"{found[0].Header!.Place} and {found[1].Header!.Place}.");
        return null;
    }

    /// <summary>
    /// <c>listen NAME ADDRESSES</c> is how addresses were written before <c>bind</c>: such a section is a
    /// classic one. In <c>listen ADDRESSES</c> the word may be both; whether it is can only be told when all
    /// is read.
    /// </summary>
    private void ReadAddresses(Line line, ProxyDraft proxy)
    {
        if (!proxy.HasClientSide)
        {
            return;
        }

        if (line.Left > 0)
        {
            string text = line.Next()!;
            if (ProxyKeywords.Addresses(text, line, proxy) is { } found)
            {
                proxy.Listeners.AddRange(found);
                proxy.IsClassic = true;
            }
        }
        else if (LooksLikeAddresses(proxy.Name))
        {
            Line quiet = new(line.Source, line.Name, 2, new ReportList());
            proxy.NameAsAddress.AddRange(ProxyKeywords.Addresses(proxy.Name, quiet, proxy) ?? []);
        }
    }

    /// <summary>Only numbers, never host names: a section named "web:80" stays a name.</summary>
    private static bool LooksLikeAddresses(string name)
    {
        const AddressForm form = AddressForm.PortNeeded | AddressForm.RangeAllowed;
        foreach (string one in name.Split(','))
        {
            if (AddressText.Read(one, form, static _ => null, out _) is null)
            {
                return false;
            }
        }

        return true;
    }

    private void WarnTwins(Line line, ProxyDraft proxy)
    {
        foreach (ProxyDraft other in _proxies)
        {
            bool sharesSide = (other.HasClientSide && proxy.HasClientSide)
                || (other.HasServerSide && proxy.HasServerSide);
            if (sharesSide && string.Equals(other.Name, proxy.Name, StringComparison.Ordinal))
            {
                line.Warn(proxy.Name,
                    $"{proxy.Kind.Noun()} '{proxy.Name}' has the same name as {other.Kind.Noun()} "
                    + $"'{other.Name}' declared at {other.Header!.Place}.");
                return;
            }
        }
    }
}
