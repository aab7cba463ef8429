using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Model.Contracts.RuleLines;

namespace Weir.Rules.Rewriting;

/// <summary>
/// The words of HAProxy 1.x that look at a head line by line: what begins with <c>req</c> at requests, with
/// <c>rsp</c> at responses. Each one's warning tells its line in today's words, where there are such.
/// </summary>
public static class LineKeywords
{
    private const Sections ClientSection = Sections.Frontend | Sections.Listen;
    private const Sections ServiceSection = Sections.Listen | Sections.Backend;

    private static readonly LineWord[] Words =
    [
        new("cliexp", LineKind.Replace), // the first name of reqrep
        new("reqadd", LineKind.Add),
        new("reqallow", LineKind.Allow),
        new("reqdel", LineKind.Delete),
        new("reqdeny", LineKind.Deny),
        new("reqiallow", LineKind.Allow, IgnoresCase: true),
        new("reqidel", LineKind.Delete, IgnoresCase: true),
        new("reqideny", LineKind.Deny, IgnoresCase: true),
        new("reqipass", LineKind.Pass, IgnoresCase: true),
        new("reqirep", LineKind.Replace, IgnoresCase: true),
        new("reqisetbe", LineKind.Switch, IgnoresCase: true),
        new("reqitarpit", LineKind.Tarpit, IgnoresCase: true),
        new("reqpass", LineKind.Pass),
        new("reqrep", LineKind.Replace),
        new("reqsetbe", LineKind.Switch),
        new("reqtarpit", LineKind.Tarpit),
        new("rspadd", LineKind.Add, IsResponse: true),
        new("rspdel", LineKind.Delete, IsResponse: true),
        new("rspdeny", LineKind.Deny, IsResponse: true),
        new("rspidel", LineKind.Delete, IsResponse: true, IgnoresCase: true),
        new("rspideny", LineKind.Deny, IsResponse: true, IgnoresCase: true),
        new("rspirep", LineKind.Replace, IsResponse: true, IgnoresCase: true),
        new("rsprep", LineKind.Replace, IsResponse: true),
        new("srvexp", LineKind.Replace, IsResponse: true), // the first name of rsprep
    ];

    public static IReadOnlyList<Keyword> Table { get; } = Array.ConvertAll(Words, Row);

    private static RuleKeyword Row(LineWord word)
    {
        (string arguments, string example, string doc) = Texts(word.Kind, word.IsResponse);
        return new RuleKeyword(
            word.Name, SectionsOf(word), $"{arguments} [{{if | unless}} <condition>]", Default: "",
            Example: $"{word.Name} {example}",
            Doc: word.IgnoresCase ? $"{doc} Letters are equal in both cases." : doc,
            Apply: (line, section) => LineReader.Read(line, section, word))
        {
            Today = Spelling.Advised(TodayOf(word)),
            TodayOf = rest => LineTranslation.Of(word, rest),
            KeepsQuotes = true,
        };
    }

    private static Sections SectionsOf(LineWord word) =>
        word.Kind == LineKind.Switch ? ClientSection
        : word.Name is "cliexp" or "srvexp" ? ServiceSection
        : ClientSection | ServiceSection;

    private static (string Arguments, string Example, string Doc) Texts(LineKind kind, bool isResponse)
    {
        string messages = isResponse ? "responses" : "requests";
        return kind switch
        {
            LineKind.Add => ("<string>", @"X-Example:\ one", $"Adds a field to {messages}."),
            LineKind.Allow => ("<search>", "^Host:.*example",
                "A request with a line that matches is not refused by other words of this family."),
            LineKind.Delete => ("<search>", "^X-Example:", $"Leaves fields of {messages} out that match."),
            LineKind.Deny => ("<search>", "^X-Example:", isResponse
                ? "Puts a 502 in the place of responses with a line that matches."
                : "Refuses requests with a line that matches, with 403."),
            LineKind.Pass => ("<search>", "^Host:.*example",
                "A line that matches is no reason for the rules that follow to refuse a request."),
            LineKind.Replace => ("<search> <replace>", @"^X-Example:\ (.*) X-Example:\ <\1>",
                $"Replaces lines of {messages} that match, the first line too."),
            LineKind.Switch => ("<search> <backend>", "^Host:.*example example",
                "Requests with a line that matches go to a backend."),
            _ => ("<search>", "^Host:.*example",
                "Refuses requests with a line that matches, with 500 and not before 'timeout tarpit'."),
        };
    }

    private static string TodayOf(LineWord word)
    {
        const string condition = "with a condition on the method, the path or a header";
        string family = word.IsResponse ? "http-response" : "http-request";
        return word.Kind switch
        {
            LineKind.Add => $"Use '{family} add-header'.",
            LineKind.Allow => $"Use '{family} allow' {condition}.",
            LineKind.Delete => $"Use '{family} del-header'.",
            LineKind.Deny when word.IsResponse => $"Use '{family} deny' with a condition on the status or a "
                + "header.",
            LineKind.Deny => $"Use '{family} deny' {condition}.",
            LineKind.Pass => "Use 'unless' with the same test in the rules that follow.",
            LineKind.Replace => $"Use '{family} replace-header', "
                + (word.IsResponse ? "'replace-value' or 'set-status'." : "'replace-uri' or 'set-method'."),
            LineKind.Switch => $"Use 'use_backend' {condition}.",
            _ => $"Use '{family} tarpit' {condition}.",
        };
    }
}
