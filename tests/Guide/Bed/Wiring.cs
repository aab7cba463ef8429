using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Weir.Tests.Guide.Bed;

/// <summary>
/// Ethernets, cables, addresses and routes of a drawing with many machines: noted first, then made at
/// once, with one run of ip(8) for each machine instead of one for each word.
/// </summary>
internal sealed class Wiring
{
    private const string Bridge = "lan";

    // A cable is made from one end, and its other end is then there: all of them come before what uses them.
    private readonly Dictionary<NetworkSpace, List<string>> _made = [];
    private readonly Dictionary<NetworkSpace, List<string>> _used = [];

    /// <summary>
    /// An Ethernet at which <paramref name="router"/> stands with these addresses: its own, and those of
    /// others who are not worth a machine. An address has its mask's length.
    /// </summary>
    public void Ethernet(NetworkSpace router, params string[] addresses)
    {
        Note(_made, router, $"link add {Bridge} type bridge");
        Note(_used, router, "link set lo up", $"link set {Bridge} up");
        foreach (string address in addresses) Note(_used, router, $"addr add {address} dev {Bridge}");
        router.Set("ipv4/ip_forward", "1");
    }

    /// <summary>Plugs a machine into the Ethernet of <paramref name="router"/>.</summary>
    /// <param name="router">Who stands at the Ethernet.</param>
    /// <param name="machine">Who comes to it.</param>
    /// <param name="name">What the Ethernet's end of the cable is called.</param>
    /// <param name="address">The machine's address there, with its mask's length.</param>
    /// <param name="card">The machine's end.</param>
    public void Plug(
        NetworkSpace router, NetworkSpace machine, string name, string address, string card = "eth0")
    {
        Note(_made, router, $"link add {name} type veth peer name {card} netns {machine.Path}");
        Note(_used, router, $"link set {name} master {Bridge} up");
        Note(_used, machine, "link set lo up", $"addr add {address} dev {card}", $"link set {card} up");
    }

    /// <summary>A cable between two routers; each end is named, and has an address.</summary>
    public void Cable(
        (NetworkSpace Space, string Name, string Address) one,
        (NetworkSpace Space, string Name, string Address) other)
    {
        Note(_made, one.Space,
            $"link add {one.Name} type veth peer name {other.Name} netns {other.Space.Path}");
        foreach ((NetworkSpace space, string name, string address) in new[] { one, other })
        {
            Note(_used, space, $"addr add {address} dev {name}", $"link set {name} up");
            space.Set("ipv4/ip_forward", "1");
        }
    }

    /// <summary>A route by ip-route(8), as <c>default via 10.1.1.254</c>.</summary>
    public void Route(NetworkSpace machine, string route) => Note(_used, machine, $"route add {route}");

    /// <summary>Makes all that was noted.</summary>
    public void Make()
    {
        foreach (Dictionary<NetworkSpace, List<string>> notes in new[] { _made, _used })
        {
            Parallel.ForEach(notes, note => note.Key.Ip([.. note.Value]));
            notes.Clear();
        }
    }

    private static void Note(
        Dictionary<NetworkSpace, List<string>> notes, NetworkSpace space, params string[] commands)
    {
        if (!notes.TryGetValue(space, out List<string>? list)) notes.Add(space, list = []);
        list.AddRange(commands);
    }
}
