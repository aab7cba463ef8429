using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;

namespace Weir.Rules.Fetches;

/// <summary>What proxies and servers carry, over all workers.</summary>
internal static class LoadFetches
{
    private static readonly ArgumentKind[] Backend = [ArgumentKind.Backend];
    private static readonly ArgumentKind[] Frontend = [ArgumentKind.Frontend];
    private static readonly ArgumentKind[] Server = [ArgumentKind.Server];

    public static readonly Fetch[] Rows =
    [
        new(["avg_queue"], SampleType.Integer, RulePlace.Anywhere,
            "Requests that wait in a backend, for each usable server; twice as many when there is none.",
            static (ref context, arguments, ref sample) =>
            {
                long waiting = BackendLoads.Waiting(ref context, arguments.Proxy!);
                int usable = BackendLoads.Usable(ref context, arguments.Proxy!, backups: false);
                sample.SetInteger(usable == 0 ? 2 * waiting : (waiting + usable - 1) / usable);
                return true;
            })
        { Example = "avg_queue(other)", Arguments = Backend },
        new(["be_conn"], SampleType.Integer, RulePlace.Anywhere,
            "Requests that a backend has at present, those that wait included.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.Present(ref context, arguments.Proxy!));
                return true;
            })
        { Example = "be_conn(other)", Arguments = Backend },
        new(["be_conn_free"], SampleType.Integer, RulePlace.Anywhere,
            "How many requests more the usable servers of a backend take at once; -1: one has no limit.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.Free(ref context, arguments.Proxy!));
                return true;
            })
        { Example = "be_conn_free(other)", Arguments = Backend },
        new(["be_sess_rate"], SampleType.Integer, RulePlace.Anywhere,
            "Requests that have come to a backend in the last second.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.RequestRate(ref context, arguments.Proxy!));
                return true;
            })
        { Example = "be_sess_rate(other)", Arguments = Backend },
        new(["connslots"], SampleType.Integer, RulePlace.Anywhere,
            "The same with the places in the servers' queues; -1: one has no limit.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.Slots(ref context, arguments.Proxy!));
                return true;
            })
        { Example = "connslots(other)", Arguments = Backend },
        new(["dst_conn"], SampleType.Integer, RulePlace.Anywhere,
            "Client connections that the address which the client has reached has at present.",
            static (ref context, _, ref sample) =>
            {
                sample.SetInteger(BackendLoads.Clients(ref context, context.Frontend));
                return true;
            })
        { NeedsOneAddress = true },
        new(["fe_conn"], SampleType.Integer, RulePlace.Anywhere,
            "Client connections that a frontend has at present.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.Clients(ref context, arguments.Proxy!));
                return true;
            })
        { Arguments = Frontend },
        new(["fe_req_rate"], SampleType.Integer, RulePlace.Anywhere,
            "Requests that have come to a frontend in the last second.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.ClientRequestRate(ref context, arguments.Proxy!));
                return true;
            })
        { Arguments = Frontend },
        new(["fe_sess_rate"], SampleType.Integer, RulePlace.Anywhere,
            "Client connections that have come to a frontend in the last second.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.ClientRate(ref context, arguments.Proxy!));
                return true;
            })
        { Arguments = Frontend },
        new(["nbsrv"], SampleType.Integer, RulePlace.Anywhere,
            "How many servers of a backend are usable; its backups when no other is.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.InUse(ref context, arguments.Proxy!));
                return true;
            })
        { Example = "nbsrv(other)", Arguments = Backend },
        new(["queue"], SampleType.Integer, RulePlace.Anywhere,
            "Requests that wait in a backend, for one server or for any.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.Waiting(ref context, arguments.Proxy!));
                return true;
            })
        { Example = "queue(other)", Arguments = Backend },
        new(["srv_conn"], SampleType.Integer, RulePlace.Anywhere,
            "Requests that a server has at present.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.Present(ref context, arguments.Server!));
                return true;
            })
        { Example = "srv_conn(other/one)", Arguments = Server, Required = 1 },
        new(["srv_is_up"], SampleType.Boolean, RulePlace.Anywhere,
            "Whether a server is up, or not checked.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetBoolean(BackendLoads.IsUp(ref context, arguments.Server!));
                return true;
            })
        { Example = "srv_is_up(other/one)", Arguments = Server, Required = 1 },
        new(["srv_queue"], SampleType.Integer, RulePlace.Anywhere,
            "Requests that wait for a server and no other.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.Waiting(ref context, arguments.Server!));
                return true;
            })
        { Example = "srv_queue(other/one)", Arguments = Server, Required = 1 },
        new(["srv_sess_rate"], SampleType.Integer, RulePlace.Anywhere,
            "Requests that have come to a server in the last second.",
            static (ref context, arguments, ref sample) =>
            {
                sample.SetInteger(BackendLoads.RequestRate(ref context, arguments.Server!));
                return true;
            })
        { Example = "srv_sess_rate(other/one)", Arguments = Server, Required = 1 },
    ];
}
