using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;

namespace Weir.Rules.Converters;

/// <summary>
/// Makes another value of a sample, in place; false when there is none: then there is no sample.
/// </summary>
internal delegate bool ConvertCode(ref RuleContext context, Arguments arguments, ref Sample sample);
