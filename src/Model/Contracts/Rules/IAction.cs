namespace Weir.Model.Contracts.Rules;

/// <summary>
/// What a rule does when its condition holds. One instance per plan, used by one worker; it allocates nothing
/// when it acts.
/// </summary>
public interface IAction
{
    /// <summary>Acts, and says how it goes on. A change of the message is made by
    /// <see cref="RuleMessage.Replace"/>.</summary>
    Verdict Act(ref RuleContext context);
}
