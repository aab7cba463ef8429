using System;
using System.Linq;

namespace Weir.Tests.Guide.Bed;

/// <summary>
/// A network of one test's own with everybody's address, so that the guide's configurations run unchanged,
/// port 80 included, and tests run side by side. It is two machines with a wire between them: balancer and
/// clients on one, the servers on the other, for what listens on all addresses must not listen on theirs.
/// </summary>
internal sealed class Lan : IDisposable
{
    // Who is on the guide's drawings, and the clients that the checklist names.
    private static readonly string[] FrontHosts =
    [
        .. Enumerable.Range(1, 4).Select(last => $"192.168.1.{last}"),
        .. Enumerable.Range(251, 4).Select(last => $"192.168.1.{last}"),
        .. Enumerable.Range(1, 8).Select(last => $"10.1.2.{last}"),
        "10.1.1.11", "10.1.1.12", "10.9.9.9", "10.9.9.10",
    ];

    private static readonly string[] FarmHosts =
    [
        .. Enumerable.Range(10, 5).Select(last => $"192.168.1.{last}"),
        "192.168.2.10", "10.1.1.1", "10.2.1.1",
    ];

    /// <param name="absent">Addresses of the guide that nobody has in this network.</param>
    public Lan(params string[] absent)
    {
        Farm.Ip(
        [
            "link set lo up",
            $"link add wire type veth peer name wire netns {Front.Path}",
            .. FarmHosts.Select(host => $"addr add {host}/32 dev lo"),
            "link set wire up",
            "route add default dev wire",
        ]);
        Front.Ip(
        [
            "link set lo up",
            .. FrontHosts.Except(absent).Select(host => $"addr add {host}/32 dev lo"),
            "link set wire up",
            .. FarmHosts.Select(host => $"route add {host}/32 dev wire"),
        ]);
    }

    /// <summary>Where the balancer and its clients are.</summary>
    public NetworkSpace Front { get; } = new();

    /// <summary>Where the servers are.</summary>
    public NetworkSpace Farm { get; } = new();

    public void Dispose()
    {
        Front.Dispose();
        Farm.Dispose();
    }
}
