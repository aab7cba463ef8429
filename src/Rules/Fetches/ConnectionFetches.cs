using Weir.Ground.Net;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Fetches;

/// <summary>The client's connection, and whom it has reached.</summary>
internal static class ConnectionFetches
{
    public static readonly Fetch[] Rows =
    [
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
        new(["fe_name"], SampleType.Text, RulePlace.Anywhere,
            "The frontend's name.",
            static (ref context, _, ref sample) =>
            {
                sample.SetText(context.Frontend.NameText);
                return true;
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
        new(["srv_name"], SampleType.Text, RulePlace.Response,
            "The name of the server that has answered.",
            static (ref context, _, ref sample) =>
            {
                if (context.Server < 0 || context.Backend?.Backend is not { } backend)
                {
                    return false;
                }

                sample.SetText(backend.Servers[context.Server].NameText);
                return true;
            }),
    ];
}
