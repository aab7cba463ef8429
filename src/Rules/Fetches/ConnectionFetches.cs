using Weir.Ground.Net;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;

namespace Weir.Rules.Fetches;

/// <summary>The client's connection, and whom it has reached.</summary>
internal static class ConnectionFetches
{
    public static readonly Fetch[] Rows =
    [
        new(["be_id"], SampleType.Integer, RulePlace.BackendRequest | RulePlace.Response,
            "The backend's number.",
            static (ref context, _, ref sample) =>
            {
                sample.SetInteger(context.Backend?.NumericId ?? 0);
                return context.Backend is not null;
            }),
        new(["be_name"], SampleType.Text, RulePlace.BackendRequest | RulePlace.Response,
            "The backend's name.",
            static (ref context, _, ref sample) =>
            {
                sample.SetText(context.Backend?.NameText);
                return context.Backend is not null;
            }),
        new(["dst"], SampleType.Address, RulePlace.Anywhere,
            "The address that the client connected to.",
            static (ref context, _, ref sample) =>
            {
                sample.SetAddress(context.Worker.LocalAddress(context.Connection));
                return sample.Address.Family != IpFamily.None;
            }),
        new(["dst_port"], SampleType.Integer, RulePlace.Anywhere,
            "The port that the client connected to.",
            static (ref context, _, ref sample) =>
            {
                IpEndpoint local = context.Worker.LocalAddress(context.Connection);
                sample.SetInteger(local.Port);
                return local.Family != IpFamily.None;
            }),
        new(["fe_id"], SampleType.Integer, RulePlace.Anywhere,
            "The frontend's number.",
            static (ref context, _, ref sample) =>
            {
                sample.SetInteger(context.Frontend.NumericId);
                return true;
            }),
        new(["fe_name"], SampleType.Text, RulePlace.Anywhere,
            "The frontend's name.",
            static (ref context, _, ref sample) =>
            {
                sample.SetText(context.Frontend.NameText);
                return true;
            }),
        new(["so_id"], SampleType.Integer, RulePlace.Anywhere,
            "The number of the listener that the client has reached.",
            static (ref context, _, ref sample) =>
            {
                foreach (ListenerPlan listener in context.Frontend.Frontend!.Listeners)
                {
                    if (listener.Id == context.Listener)
                    {
                        sample.SetInteger(listener.NumericId);
                        return true;
                    }
                }

                return false;
            }),
        new(["src"], SampleType.Address, RulePlace.Anywhere,
            "The client's address.",
            static (ref context, _, ref sample) =>
            {
                sample.SetAddress(context.Client);
                return context.Client.Family != IpFamily.None;
            }),
        new(["src_port"], SampleType.Integer, RulePlace.Anywhere,
            "The client's port.",
            static (ref context, _, ref sample) =>
            {
                sample.SetInteger(context.Client.Port);
                return context.Client.Family != IpFamily.None;
            }),
        new(["srv_id"], SampleType.Integer, RulePlace.Response,
            "The number of the server that has answered.",
            static (ref context, _, ref sample) =>
            {
                sample.SetInteger(ServerOf(in context)?.NumericId ?? 0);
                return sample.Number != 0;
            }),
        new(["srv_name"], SampleType.Text, RulePlace.Response,
            "The name of the server that has answered.",
            static (ref context, _, ref sample) =>
            {
                sample.SetText(ServerOf(in context)?.NameText);
                return !sample.Bytes.IsEmpty;
            }),
    ];

    private static ServerPlan? ServerOf(in RuleContext context) =>
        context.Server < 0 ? null : context.Backend?.Backend?.Servers[context.Server];
}
