namespace Weir.Model.Contracts.Rules;

public enum VerdictKind : byte
{
    /// <summary>The next rule of the list, and after the last one whatever follows.</summary>
    GoOn,

    /// <summary>
    /// The rest of the rules by the same words is left out; nothing else changes (<c>allow</c>).
    /// </summary>
    Stop,

    /// <summary>
    /// The request is answered with the page of <see cref="Verdict.Status"/>; instead of a response, the
    /// client gets that.
    /// </summary>
    Deny,

    /// <summary>The same after the time of <c>timeout tarpit</c>: whoever attacks has to wait.</summary>
    Tarpit,

    /// <summary>
    /// The same at once, with the field that asks for name and password, which stands in
    /// <see cref="RuleMessage.Draft"/>.
    /// </summary>
    Challenge,

    /// <summary>
    /// The answer's head stands in <see cref="RuleMessage.Draft"/>, without the fields about the connection
    /// and the empty line; it has no body.
    /// </summary>
    Reply,

    /// <summary>A condition needs bytes that have not come yet: the list is run again.</summary>
    Wait,

    /// <summary>The connection is closed without a word.</summary>
    Reject,
}

/// <summary>What a rule decided. A row of its own for every way of not going on.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Status">HTTP status of the answer; 0 or less where there is none.</param>
/// <param name="Length">Bytes of a reply, or of a challenge's field.</param>
public readonly record struct Verdict(VerdictKind Kind, short Status = 0, int Length = 0)
{
    public static Verdict GoOn => default;

    public static Verdict Stop => new(VerdictKind.Stop);

    public static Verdict Wait => new(VerdictKind.Wait);

    public static Verdict Reject => new(VerdictKind.Reject, Status: -1);

    public static Verdict Deny(int status) => new(VerdictKind.Deny, (short)status);

    public static Verdict Tarpit(int status) => new(VerdictKind.Tarpit, (short)status);

    public static Verdict Challenge(int status, int length) =>
        new(VerdictKind.Challenge, (short)status, length);

    public static Verdict Reply(int status, int length) => new(VerdictKind.Reply, (short)status, length);
}
