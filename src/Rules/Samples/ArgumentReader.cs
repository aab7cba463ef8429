using System;
using System.Collections.Generic;
using System.Globalization;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Plan;
using Weir.Model.Plan.Users;

namespace Weir.Rules.Samples;

/// <summary>
/// Texts to the arguments of a row. What names a proxy or a server is looked up when all of them are known.
/// </summary>
internal sealed class ArgumentReader(RuleSection section, ConfigLine line)
{
    /// <summary>The arguments, or null and what is wrong with them.</summary>
    /// <param name="owner">Whose they are, as messages call it.</param>
    /// <param name="kinds">What they may be.</param>
    /// <param name="required">How many there must be.</param>
    /// <param name="list">What was written.</param>
    /// <param name="fault">HAProxy's words, when the result is null.</param>
    public Arguments? Read(
        string owner, ArgumentKind[] kinds, int required, ArgumentList list, out string fault)
    {
        fault = "";
        bool isEmptyText = list.IsEmpty && required == 1 && kinds[0] == ArgumentKind.Text;
        if (list.Count < required && !isEmptyText)
        {
            string type = NameOf(kinds[list.Count]);
            fault = list.Count == 0
                ? $"expected type '{type}' at position 1, but got nothing."
                : $"missing arguments (got {list.Count}/{required}), type '{type}' expected.";
            return null;
        }

        if (list.Count > kinds.Length)
        {
            fault = $"expected ')' before '{list.From(kinds.Length)}'";
            return null;
        }

        Arguments arguments = new() { Count = list.Count, Environment = section.Environment };
        for (int i = 0; i < kinds.Length; i++)
        {
            string text = i < list.Count ? list[i] : "";
            if (!Set(arguments, owner, kinds, i, text))
            {
                fault = $"failed to parse '{text}' as type '{NameOf(kinds[i])}' at position {i + 1}.";
                return null;
            }
        }

        return arguments;
    }

    private bool Set(Arguments arguments, string owner, ArgumentKind[] kinds, int index, string text)
    {
        ArgumentKind kind = kinds[index];
        bool isSecond = Array.IndexOf(kinds, kind) < index;
        switch (kind)
        {
            case ArgumentKind.Text when isSecond:
                arguments.OtherText = ByteText.ToBytes(text);
                return true;
            case ArgumentKind.Text:
                arguments.Text = ByteText.ToBytes(text);
                return true;
            case ArgumentKind.Number:
                bool isNumber = long.TryParse(
                    text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number);
                arguments.Number = isSecond ? arguments.Number : number;
                arguments.OtherNumber = isSecond ? number : 0;
                return isNumber || index >= arguments.Count;
            default:
                string what = $"arg {index + 1} of ACL keyword '{owner}' in proxy '{section.Name}'";
                section.AtEnd(names => Link(arguments, kind, text, names, what));
                return true;
        }
    }

    private void Link(Arguments arguments, ArgumentKind kind, string text, IPlanNames names, string what)
    {
        if (kind == ArgumentKind.Users)
        {
            LinkUsers(arguments, text, names, what);
            return;
        }

        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string proxy = kind != ArgumentKind.Server ? text : slash < 0 ? "" : text[..slash];
        bool isFrontend = kind == ArgumentKind.Frontend;
        string side = isFrontend ? "frontend" : "backend";
        if (kind == ArgumentKind.Server && text.Length == 0)
        {
            names.Error(line, text, $"missing server name in {what}.");
            return;
        }

        ProxyPlan? found = proxy.Length == 0 ? names.Own
            : isFrontend ? names.Frontend(proxy) : names.Backend(proxy);
        if (found is null)
        {
            names.Error(line, proxy, $"unable to find {side} '{proxy}' referenced in {what}.");
        }
        else if (kind == ArgumentKind.Server)
        {
            LinkServer(arguments, found, text[(slash + 1)..], names, what);
        }
        else if (isFrontend ? found.Frontend is null : found.Backend is null)
        {
            names.Error(line, found.Name,
                $"proxy '{found.Name}', referenced in {what}, has not {side} capability.");
        }

        arguments.Proxy = found;
    }

    private void LinkUsers(Arguments arguments, string text, IPlanNames names, string what)
    {
        arguments.Users = names.Users(text) ?? UserList.Empty;
        if (arguments.Users == UserList.Empty)
        {
            names.Error(line, text, text.Length == 0
                ? $"missing userlist name in {what}."
                : $"unable to find userlist '{text}' referenced in {what}.");
        }
    }

    private void LinkServer(
        Arguments arguments, ProxyPlan proxy, string name, IPlanNames names, string what)
    {
        arguments.Server = Array.Find(proxy.Backend?.Servers ?? [], one => one.Name == name);
        if (arguments.Server is null)
        {
            names.Error(
                line, name, $"unable to find server '{name}' in proxy '{proxy.Name}', referenced in {what}.");
        }
    }

    private static string NameOf(ArgumentKind kind) => kind switch
    {
        ArgumentKind.Text => "string",
        ArgumentKind.Number => "integer",
        ArgumentKind.Frontend => "frontend",
        ArgumentKind.Backend => "backend",
        ArgumentKind.Users => "userlist",
        _ => "server",
    };
}
