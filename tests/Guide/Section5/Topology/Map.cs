using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Weir.Tests.Guide.Bed;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>
/// The drawing of section 5: three offices and two sites at one wide-area network, a dedicated link between
/// the sites, and behind each site's local balancers an Ethernet of its own for the web servers. The guide
/// gives the balancers' and the web servers' addresses; routers, users and cables have others.
/// </summary>
internal sealed class Map : IDisposable
{
    private const string Wan = "wan";
    private const string DedicatedLink = "direct";

    private readonly Dictionary<string, NetworkSpace> _spaces = [];

    public Map()
    {
        Wiring wiring = new();
        for (int office = 1; office <= 3; office++) AddPlace(wiring, $"office{office}");
        for (int site = 1; site <= 2; site++)
        {
            AddPlace(wiring, $"site{site}");
            string[] webServers = [.. Enumerable.Range(1, 4).Select(last => $"10.{site}.2.{last}/24")];
            wiring.Ethernet(this[$"farm{site}"], webServers);
        }

        foreach ((string name, IPAddress address) in Addresses) AddBalancer(wiring, name, address);
        wiring.Cable(
            (this["site1"], DedicatedLink, "172.16.0.1/30"), (this["site2"], DedicatedLink, "172.16.0.2/30"));
        wiring.Route(this["site1"], "10.2.1.0/24 via 172.16.0.2");
        wiring.Route(this["site2"], "10.1.1.0/24 via 172.16.0.1");
        wiring.Make();
    }

    /// <summary>Where each balancer is, by its name in the guide.</summary>
    public static IReadOnlyDictionary<string, IPAddress> Addresses { get; } =
        new Dictionary<string, string>
        {
            ["OP1"] = "192.168.1.1",
            ["OP2"] = "192.168.2.1",
            ["OP3"] = "192.168.3.1",
            ["SD1"] = "10.1.1.1",
            ["S1L1"] = "10.1.1.11",
            ["S1L2"] = "10.1.1.12",
            ["SD2"] = "10.2.1.1",
            ["S2L1"] = "10.2.1.11",
            ["S2L2"] = "10.2.1.12",
        }.ToDictionary(one => one.Key, one => IPAddress.Parse(one.Value));

    /// <summary>A balancer's machine, or a place's router, which is where its users are as well.</summary>
    public NetworkSpace this[string name]
    {
        get
        {
            if (!_spaces.TryGetValue(name, out NetworkSpace? space)) _spaces.Add(name, space = new());
            return space;
        }
    }

    /// <summary>Where requests from a place come from: its users share an address.</summary>
    public static IPAddress UsersAt(string place) => IPAddress.Parse($"{NetworkOf(place)}.100");

    /// <summary>Where users of a place connect to: its office proxy, or its site's director.</summary>
    public static IPEndPoint DoorOf(string place) => new(IPAddress.Parse($"{NetworkOf(place)}.1"), 80);

    /// <summary>
    /// The balancer that has an address, on the web servers' Ethernet too; the address if nobody has it.
    /// </summary>
    public static string NameOf(string address)
    {
        foreach ((string name, IPAddress own) in Addresses)
        {
            if (own.ToString() == address || Inner(own) == address) return name;
        }

        return address;
    }

    /// <summary>A site's external router dies: what is sent there is lost, and nobody is told.</summary>
    public void CutOff(string site) => this[site].Ip($"link set {Wan} down");

    public void Reconnect(string site) =>
        this[site].Ip($"link set {Wan} up", $"route add default via {TransitOf(site)}.1");

    public void Dispose()
    {
        foreach (NetworkSpace space in _spaces.Values) space.Dispose();
    }

    private void AddPlace(Wiring wiring, string place)
    {
        string network = NetworkOf(place);
        string transit = TransitOf(place);
        wiring.Ethernet(this[place], $"{network}.254/24", $"{UsersAt(place)}/24");
        wiring.Cable((this[Wan], place, $"{transit}.1/30"), (this[place], Wan, $"{transit}.2/30"));
        wiring.Route(this[Wan], $"{network}.0/24 via {transit}.2");
        wiring.Route(this[place], $"default via {transit}.1");
    }

    private void AddBalancer(Wiring wiring, string name, IPAddress address)
    {
        string place = name.StartsWith("OP", StringComparison.Ordinal) ? "office" : "site";
        int number = address.GetAddressBytes()[place == "office" ? 2 : 1];
        wiring.Plug(this[place + number], this[name], name, $"{address}/24");
        wiring.Route(this[name], $"default via {NetworkOf(place + number)}.254");
        if (name.Contains('L', StringComparison.Ordinal))
        {
            wiring.Plug(this[$"farm{number}"], this[name], name, $"{Inner(address)}/24", card: "eth1");
        }
    }

    // The same on the web servers' Ethernet, which the guide does not give.
    private static string Inner(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        bytes[2] = 2;
        return bytes[0] == 10 ? new IPAddress(bytes).ToString() : "";
    }

    private static string NetworkOf(string place) =>
        IsOffice(place) ? $"192.168.{place[^1]}" : $"10.{place[^1]}.1";

    // Between a place and the wide-area network.
    private static string TransitOf(string place) => $"172.16.{(IsOffice(place) ? 1 : 2)}{place[^1]}";

    private static bool IsOffice(string place) => place.StartsWith("office", StringComparison.Ordinal);
}
