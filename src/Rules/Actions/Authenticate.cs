using System;
using Weir.Language.Keywords;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan.Users;

namespace Weir.Rules.Actions;

/// <summary>Asks for name and password: 401, or 407 of who speaks to a proxy.</summary>
internal sealed class Authenticate(string realm) : IAction
{
    private readonly byte[] _line = Challenge.Line("www-authenticate", realm);
    private readonly byte[] _lineOfProxy = Challenge.Line("proxy-authenticate", realm);

    /// <summary>Reads the words behind <c>auth</c>; null after an error.</summary>
    /// <param name="line">Read up to them.</param>
    /// <param name="intro">What messages begin with.</param>
    /// <param name="usual">The realm without another.</param>
    public static IAction? Read(Line line, string intro, string usual)
    {
        string realm = line.Take("realm") ? line.Word($"{intro} : missing realm value.") : usual;
        if (realm.Length > Challenge.RealmMost)
        {
            line.Error(realm, $"{intro} : 'realm' must be at most {Challenge.RealmMost} characters long.");
        }

        return line.HasFailed ? null : new Authenticate(realm);
    }

    public Verdict Act(ref RuleContext context)
    {
        bool isForProxy = context.IsForProxy;
        byte[] line = isForProxy ? _lineOfProxy : _line;
        if (line.Length > context.Message.Draft.Length)
        {
            return Verdict.Deny(500);
        }

        line.CopyTo(context.Message.Draft);
        return Verdict.Challenge(isForProxy ? 407 : 401, line.Length);
    }
}
