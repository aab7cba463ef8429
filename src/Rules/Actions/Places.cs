using Weir.Model.Contracts.RuleLines;

namespace Weir.Rules.Actions;

/// <summary>Where the rules of a section are run.</summary>
internal static class Places
{
    public static RulePlace OfRequest(RuleSection section) =>
        (section.HasClientSide ? RulePlace.FrontendRequest : RulePlace.None)
        | (section.HasServerSide ? RulePlace.BackendRequest : RulePlace.None);

    public static RulePlace OfResponse(RuleSection section) =>
        (section.HasClientSide ? RulePlace.FrontendResponse : RulePlace.None)
        | (section.HasServerSide ? RulePlace.BackendResponse : RulePlace.None);
}
