using System;
using Weir.Model.Plan.Checks;

namespace Weir.Control.Questions;

/// <summary><c>option httpchk</c>: a request, and what its answer must be.</summary>
internal static class HttpQuestion
{
    public static CheckScript Script(HttpCheckPlan plan) => new(
        CheckStep.Saying((in CheckMoment moment) => [.. plan.Head, .. moment.State, .. plan.Tail]),
        CheckStep.Hearing((received, ended) => HttpAnswer.Judge(received, ended, plan)));
}
