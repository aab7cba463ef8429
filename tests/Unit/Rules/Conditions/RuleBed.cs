using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Weir.Ground.Net;
using Weir.Language.Source;
using Weir.Model.Compile;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Users;
using Weir.Model.Stick;
using Weir.Rules.Samples;
using Weir.Tests.Unit.Model;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Rules.Conditions;

/// <summary>
/// A configuration's rules, run on messages given as text: no worker, no connection. Client 192.0.2.1:1000
/// has connected to 192.0.2.2:80.
/// </summary>
internal sealed class RuleBed : IRuleFacts
{
    private const int RoomBytes = 4096;

    private readonly Field[] _index = new Field[100];
    private readonly byte[] _draft = new byte[RoomBytes];
    private readonly byte[] _otherDraft = new byte[RoomBytes];
    private readonly byte[] _samples = new byte[RoomBytes];

    /// <param name="lines">Of the frontend <c>f</c>, separated by line feeds.</param>
    /// <param name="sections">More sections.</param>
    public RuleBed(string lines, string sections = "")
    {
        Plan = Config.Good(TextOf(lines, sections), Options);
        Frontend = Plan.Proxies.Single(static proxy => proxy.Name == "f");
        BoardShape shape = new(Workers: 2, Plan.Proxies.Length, Plan.Servers.Length);
        Board = Board.InPrivateMemory(shape);
        BoardSetup.Initialise(Plan, Board);
    }

    public static LoadOptions Options => Config.Options(
        new() { ["COLOUR"] = "blue" },
        new() { ["localhost.test"] = IpEndpoint.V4(0x7f000001, 0) },
        new()
        {
            ["/paths"] = "# which\n\n/a\r\n \t/b c\n/#d",
            ["/nets"] = "192.0.2.0/24\n198.51.100.0/24\n",
            ["/wrong"] = "\na\n(bad\n",
        });

    public static UserList People { get; } = new()
    {
        Name = "people",
        Users =
        [
            new("tiger:tig"u8.ToArray(), ["staff"u8.ToArray(), "cats"u8.ToArray()]),
            new("xdb:"u8.ToArray(), []),
        ],
        Groups = ["staff", "cats"],
    };

    public ConfigPlan Plan { get; }

    public ProxyPlan Frontend { get; }

    public Board Board { get; }

    public int WorkerId => 0;

    public long NowMs => 5000;

    private RuleRoom Room => new()
    {
        Index = _index,
        Draft = _draft,
        OtherDraft = _otherDraft,
        Samples = _samples,
    };

    public long WallMs => 1_700_000_000_123;

    public IpEndpoint Client { get; init; } = IpEndpoint.V4(0xc0000201, 1000);

    public int RequestNumber { get; init; } = 1;

    public static string TextOf(string lines, string sections = "") =>
        $"{Config.QuietDefaults}frontend f\n bind 127.0.0.1:80\n {lines.Replace("\n", "\n ")}\n"
            + $" default_backend no\nbackend no\n server one 127.0.0.1:81\nbackend yes\n"
            + $" server one 127.0.0.1:82\n server two 127.0.0.1:83 maxconn 5 maxqueue 3\n{sections}";

    /// <summary>Whether a condition holds for a request, or for GET of a target.</summary>
    public static bool Holds(string condition, string request, string lines = "") =>
        new RuleBed($"{lines}\nuse_backend yes if {condition}").BackendOf(request) == "yes";

    /// <summary>What a condition says of what a connection has brought.</summary>
    public static Truth Ask(string condition, byte[] content, bool isGrowing)
    {
        RuleBed bed = new($"use_backend yes if {condition}");
        RuleContext context = bed.ContextOf(RuleMessage.OfContent(content, isGrowing, bed.Room));
        Verdict verdict = bed.Frontend.Rules!.Switching!.Run(ref context);
        return verdict.Kind == VerdictKind.Wait ? Truth.Unknown
            : context.Backend!.Name == "yes" ? Truth.Yes : Truth.No;
    }

    /// <summary>Messages about the lines of a frontend.</summary>
    public static List<string> Messages(string lines) => Config.Messages(TextOf(lines), Options);

    public IpEndpoint LocalAddress(int client) => IpEndpoint.V4(0xc0000202, 80);

    /// <summary>The name of the backend that a request is sent to.</summary>
    public string BackendOf(string request)
    {
        RuleContext context = ContextOf(Parse(request));
        Frontend.Rules!.Switching!.Run(ref context);
        return context.Backend!.Name;
    }

    /// <summary>What the frontend's rules on requests decide.</summary>
    public Verdict Judge(string request) => Judge(request, out _);

    /// <summary>The same, with the text of a reply.</summary>
    public Verdict Judge(string request, out string reply)
    {
        RuleContext context = ContextOf(Parse(request));
        Verdict verdict = Frontend.Rules!.Request!.Run(ref context);
        reply = Encoding.Latin1.GetString(context.Message.Draft[..verdict.Length]);
        return verdict;
    }

    /// <summary>All values of a sample in a message, as text, with bars between them; null: none.</summary>
    public string? Read(string sample, string message)
    {
        RuleContext context = ContextOf(Parse(message));
        Sample value = default;
        List<string> values = [];
        SampleExpression expression = ExpressionOf(sample);
        while (expression.Read(ref context, ref value))
        {
            Assert.Equal(expression.Type, value.Type);
            long next = value.Next;
            Assert.True(Casts.To(SampleType.Text, ref context, ref value));
            values.Add(Encoding.Latin1.GetString(value.Bytes));
            if (next == 0)
            {
                break;
            }
        }

        return values.Count == 0 ? null : string.Join('|', values);
    }

    /// <summary>What a sample's word stands for.</summary>
    public SampleExpression ExpressionOf(string word)
    {
        RuleSection section = new()
        {
            Name = "f",
            HasClientSide = true,
            HasServerSide = false,
            Environment = static name => name == "COLOUR" ? "blue" : null,
        };
        SampleReader reader = new(section, new ConfigLine("t.cfg", 1, [word]));
        SampleExpression? expression = reader.Read(word, out _, out string fault);
        Assert.True(expression is not null, fault);
        section.Link(new Names(this));
        return expression;
    }

    /// <summary>A context without a message, as a connection in <c>mode tcp</c> has it.</summary>
    public RuleContext Bare() => ContextOf(default);

    /// <summary>A request, a response, or GET of a target.</summary>
    public RuleMessage Parse(string text)
    {
        bool isTarget = !text.Contains("\r\n", StringComparison.Ordinal);
        text = isTarget ? $"GET {text} HTTP/1.1\r\nHost: h\r\n\r\n" : text;
        byte[] head = Encoding.Latin1.GetBytes(text);
        if (text.StartsWith("HTTP/", StringComparison.Ordinal))
        {
            Assert.Equal(
                ParseStatus.Complete,
                ResponseParser.Parse(head, _index, Method.Get, out ResponseHead response, out _));
            return RuleMessage.OfResponse(head, in response, Method.Get, Room);
        }

        Assert.Equal(ParseStatus.Complete, RequestParser.Parse(head, _index, out RequestHead request, out _));
        return RuleMessage.OfRequest(head, in request, Room);
    }

    public RuleContext ContextOf(RuleMessage message) => new(message, _samples)
    {
        Worker = this,
        Frontend = Frontend,
        Backend = Plan.Proxies.Single(static proxy => proxy.Name == "no"),
        Connection = 7,
        Client = Client,
        Listener = 0,
        RequestNumber = RequestNumber,
        Server = message.Kind == MessageKind.Response ? 0 : -1,
    };

    private sealed class Names(RuleBed bed) : IPlanNames
    {
        public ProxyPlan Own => bed.Frontend;

        public ProxyPlan? Frontend(string name) =>
            bed.Plan.Proxies.FirstOrDefault(one => one.Name == name && one.Frontend is not null);

        public ProxyPlan? Backend(string name) =>
            bed.Plan.Proxies.FirstOrDefault(one => one.Name == name && one.Backend is not null);

        public StickTablePlan? StickTable(string name) =>
            bed.Plan.Proxies.FirstOrDefault(one => one.Name == name)?.StickTable;

        public UserList? Users(string name) => name == "people" ? People : null;

        public void Error(ConfigLine line, string name, string message) => Assert.Fail(message);

        public void Warn(ConfigLine line, string message) => Assert.Fail(message);
    }
}
