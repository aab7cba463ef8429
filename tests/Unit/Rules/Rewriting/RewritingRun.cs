using System;
using System.Text;
using Weir.Ground.Net;
using Weir.Model.Contracts.Rules;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Tests.Unit.Model;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Rules.Rewriting;

/// <summary>Lines of the family run on a head, without a worker.</summary>
internal sealed class RewritingRun : IRuleFacts
{
    private const int RoomBytes = 16384;
    private const int FieldsMax = 101;

    private readonly ProxyPlan _proxy;
    private readonly Field[] _index = new Field[FieldsMax];
    private readonly byte[] _draft;
    private readonly byte[] _otherDraft;

    /// <param name="lines">Lines of a section.</param>
    /// <param name="room">The most bytes of a head that was rewritten.</param>
    public RewritingRun(string lines, int room = RoomBytes)
    {
        _draft = new byte[room];
        _otherDraft = new byte[room];
        string text = $"{Config.QuietDefaults}listen l\n bind :80\n {lines.Replace("\n", "\n ")}\n"
            + "backend other\n";
        _proxy = Config.Good(text).Proxies[0];
    }

    public Board Board => throw new NotSupportedException();

    public int WorkerId => 0;

    public long NowMs => 0;

    public long WallMs => 0;

    /// <summary>The backend that the last request was sent to.</summary>
    public string Backend { get; private set; } = "";

    public IpEndpoint LocalAddress(int client) => default;

    /// <summary>The head that comes of it, or <c>403</c>, <c>tarpit 500</c>.</summary>
    public string Request(string head)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(head);
        ParseStatus status = RequestParser.Parse(bytes, _index, out RequestHead parsed, out Reject reject);
        Assert.True(status == ParseStatus.Complete, $"{reject}");
        RuleContext context = ContextOf(RuleMessage.OfRequest(bytes, in parsed, Room));
        Verdict verdict = _proxy.Rules!.Request!.Run(ref context);
        Backend = context.Backend!.Name;
        return Outcome(verdict, in context);
    }

    /// <summary>The same for a response to GET.</summary>
    public string Response(string head)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(head);
        ParseStatus status = ResponseParser.Parse(
            bytes, _index, Method.Get, out ResponseHead parsed, out Reject reject);
        Assert.True(status == ParseStatus.Complete, $"{reject}");
        RuleContext context = ContextOf(RuleMessage.OfResponse(bytes, in parsed, Method.Get, Room));
        return Outcome(_proxy.Rules!.Response!.Run(ref context), in context);
    }

    private RuleRoom Room => new()
    {
        Index = _index,
        Draft = _draft,
        OtherDraft = _otherDraft,
        Samples = new byte[1024],
    };

    private RuleContext ContextOf(RuleMessage message) => new(message, new byte[1024])
    {
        Worker = this,
        Frontend = _proxy,
        Backend = _proxy,
        Connection = 5,
        Client = default,
        Listener = 0,
        RequestNumber = 1,
    };

    private static string Outcome(Verdict verdict, in RuleContext context) => verdict.Kind switch
    {
        VerdictKind.GoOn => Encoding.Latin1.GetString(context.Message.Head),
        VerdictKind.Tarpit => $"tarpit {verdict.Status}",
        _ => $"{verdict.Status}",
    };
}
