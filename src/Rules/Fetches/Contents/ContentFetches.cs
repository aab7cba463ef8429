using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Fetches.Contents;

/// <summary>
/// What a connection has brought, and whether more is to come. A value that this could change says so
/// (<see cref="Sample.MayChange"/>).
/// </summary>
internal static class ContentFetches
{
    public static readonly Fetch[] Rows =
    [
        new(["req.len", "req_len"], SampleType.Integer, RulePlace.Request,
            "Bytes of the request that are at hand: with HTTP its head, else what has come.",
            static (ref context, _, ref sample) =>
            {
                sample.SetInteger(context.Message.Content.Length);
                sample.MayChange = context.Message.IsGrowing;
                return true;
            }),
        new(["req.proto_http", "req_proto_http"], SampleType.Boolean, RulePlace.Request,
            "Whether the request is HTTP.",
            static (ref context, _, ref sample) =>
            {
                sample.SetBoolean(context.Message.Kind == MessageKind.Request);
                sample.MayChange = context.Message.MayBecomeRequest;
                return true;
            }),
        new(["wait_end"], SampleType.Boolean, RulePlace.Anywhere,
            "True when all that is waited for has come, or the time for it is over.",
            static (ref context, _, ref sample) =>
            {
                sample.SetBoolean(true);
                sample.MayChange = context.Message.IsGrowing;
                return !sample.MayChange;
            }),
    ];
}
