using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;

namespace Weir.Rules.Fetches;

/// <summary>
/// Takes one value, as <see cref="ISample.Read"/> does: false when there is none, or no further one.
/// </summary>
internal delegate bool FetchCode(ref RuleContext context, Arguments arguments, ref Sample sample);
