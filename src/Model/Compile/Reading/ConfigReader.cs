using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Draft;
using Weir.Model.Draft.Process;
using Weir.Model.Keywords;
using Weir.Model.Keywords.Later;

namespace Weir.Model.Compile.Reading;

/// <summary>
/// Gives each line to the row of its keyword. The result is drafts: nothing is related to anything else yet.
/// </summary>
internal sealed class ConfigReader
{
    private const string OptionFamily = "option ";

    private readonly ReportList _reports;
    private readonly SectionReader _sections;
    private readonly GlobalDraft _global;
    private readonly KeywordIndex _keywords;
    private readonly List<UserListDraft> _userLists = [];
    private Action<ConfigLine>? _take;

    public ConfigReader(LoadOptions options, EnvironmentDraft environment, ReportList reports)
    {
        _reports = reports;
        _keywords = options.Keywords;
        IpEndpoint? Resolve(string host) => options.Resolve(ByteText.ToUnicode(host));
        ProcessDraft process = new()
        {
            FindUser = options.FindUser,
            FindGroup = options.FindGroup,
            Environment = environment,
            IsPeerGiven = options.IsPeerGiven,
        };
        _global = new GlobalDraft { Resolve = Resolve, Process = process };
        _sections = new SectionReader(reports,
            new ProxyDraft
            {
                Resolve = Resolve,
                ReadFile = path => options.ReadFile(ByteText.ToUnicode(path)),
                Environment = environment.Find,
                Balances = options.Balances,
            });
    }

    public GlobalDraft Global => _global;

    /// <summary>Where lines that were understood are noted; null: nowhere.</summary>
    public List<LineRead>? Seen { get; init; }

    /// <summary>Proxies in the order of the files, without <c>defaults</c>.</summary>
    public IReadOnlyList<ProxyDraft> Proxies => _sections.Proxies;

    /// <summary>Who is known, by section.</summary>
    public IReadOnlyList<UserListDraft> UserLists => _userLists;

    public void Read(SourceFile file, SourceReader source)
    {
        _take = null; // a section never goes on in the next file
        source.Section = "";
        source.Read(file, line =>
        {
            if (!OpenSection(line, source))
            {
                Take(line);
            }
        });
    }

    private bool OpenSection(ConfigLine line, SourceReader source)
    {
        string word = line.Words[0];
        switch (word)
        {
            case "global":
                new Line(line, word, 1, _reports).RefuseSurplus();
                _take = GlobalLine;
                break;
            case "defaults" or "listen" or "frontend" or "backend":
                ProxyDraft? proxy = _sections.Open(line);
                _take = proxy is null ? Skip : next => ProxyLine(next, proxy);
                Seen?.Add(new LineRead(line, null, proxy));
                break;
            case "userlist":
                UserListDraft? users = OpenUserList(new Line(line, word, 1, _reports));
                _take = users is null ? Skip : next => UserListLine(next, users);
                break;
            default:
                if (Array.IndexOf(LaterSections.Names, word) < 0)
                {
                    return false;
                }

                new Line(line, word, 1, _reports).Error(word, $"section {NotYet.Message(word)}");
                _take = Skip;
                break;
        }

        source.Section = word;
        return true;
    }

    private UserListDraft? OpenUserList(Line line)
    {
        string name = line.Word("'userlist' expects <name> as arguments.");
        line.CheckName(name, "'userlist'");
        line.RefuseSurplus();
        if (_userLists.Exists(one => one.Name == name))
        {
            line.Warn(name, $"ignoring duplicated userlist '{name}'.");
            return null;
        }

        UserListDraft list = new(name);
        _userLists.Add(list);
        return list;
    }

    private void Take(ConfigLine line)
    {
        if (_take is not null)
        {
            _take(line);
            return;
        }

        string word = line.Words[0];
        new Line(line, word, 1, _reports).Unknown(
            word, $"unknown keyword '{word}' out of section.",
            ["global", "defaults", "listen", "frontend", "backend", "userlist"]);
    }

    /// <summary>Lines of a section that was refused are not reported one by one.</summary>
    private static void Skip(ConfigLine line)
    {
    }

    private void GlobalLine(ConfigLine words)
    {
        if (Row(words, Sections.Global, "global") is ({ } line, GlobalKeyword row))
        {
            Seen?.Add(new LineRead(words, row, null));
            row.Apply(line, _global);
            line.RefuseSurplus();
        }
    }

    private void UserListLine(ConfigLine words, UserListDraft list)
    {
        if (Row(words, Sections.UserList, "users") is ({ } line, UserListKeyword row))
        {
            row.Apply(line, list);
            line.RefuseSurplus();
        }
    }

    private void ProxyLine(ConfigLine words, ProxyDraft proxy)
    {
        if (Row(words, proxy.Kind.Section(), proxy.Kind.Word()) is not ({ } line, { } row))
        {
            return;
        }

        if ((row.In & proxy.Kind.Section()) == 0)
        {
            Misplaced(line, row, proxy);
            return;
        }

        Seen?.Add(new LineRead(words, row, proxy));
        if (row is ProxyKeyword keyword)
        {
            keyword.Apply(line, proxy);
        }
        else
        {
            ((RuleKeyword)row).Apply(line, proxy.Rules);
        }

        line.RefuseSurplus();
    }

    /// <summary>
    /// The row that a line names, and the line from its first argument on; null when it was reported instead.
    /// </summary>
    private (Line Line, Keyword Row)? Row(ConfigLine words, Sections section, string sectionName)
    {
        bool isNegated = words.Words[0] is "no";
        int start = isNegated && words.Words.Count > 1 ? 1 : 0;
        Keyword? row = _keywords.Find(words.Words, start, section, out int length);
        Sections family = (section & Sections.AnyProxy) == 0 ? section : Sections.AnyProxy;
        if (row is null || (row.In & family) == 0)
        {
            new UnknownWord(words, start, _keywords, _reports).Report(section, sectionName);
            return null;
        }

        Line line = new(words, row.Name, start + length, _reports) { IsNegated = isNegated };
        if (row.Status == KeywordStatus.NotYet)
        {
            line.Error(row.Name, NotYet.Message(row.Name));
            return null;
        }

        if (isNegated && !row.CanNegate)
        {
            line.Error(row.Name, row.Name.StartsWith(OptionFamily, StringComparison.Ordinal)
                ? $"negation/default is not supported for option '{row.Name[OptionFamily.Length..]}'."
                : UnknownWord.NegationLimits);
            return null;
        }

        if ((row.In & section) != 0 && row.TodayFor(line.Rest) is { } today)
        {
            line.Warn(row.Name, today.Complaint.Length > 0
                ? today.Complaint : $"the '{row.Name}' directive belongs to older versions.", today.Advice);
        }

        return (line, row);
    }

    private static void Misplaced(Line line, Keyword row, ProxyDraft proxy)
    {
        if (proxy.Kind == ProxyKind.Defaults)
        {
            line.Error(row.Name, $"'{row.Name}' not allowed in 'defaults' section.");
            return;
        }

        string side = proxy.HasServerSide ? "frontend" : "backend";
        string name = row.Name.StartsWith(OptionFamily, StringComparison.Ordinal)
            ? row.Name[OptionFamily.Length..] : row.Name;
        string because = $"because {proxy.Kind.Noun()} '{proxy.Name}' has no {side} capability.";
        if (row.Name is "server" or "default-server")
        {
            // Traffic that its author expects would not flow.
            line.Error(row.Name, $"'{row.Name}' not allowed {because}");
            return;
        }

        string hint = row.Name == "maxconn" ? "Maybe you want 'fullconn' instead ?" : "";
        line.Warn(row.Name, $"'{name}' ignored {because}", hint);
    }
}
