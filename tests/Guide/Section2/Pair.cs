using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section2;

/// <summary>
/// The drawing of section 2: LB1 and LB2, each with a balancer that is called haproxy, and a keepalived
/// of its own; web servers and clients on the same Ethernet. Both balancers run at any time, one of them
/// has the shared address.
/// </summary>
internal sealed class Pair : IAsyncDisposable
{
    private const string Shared = "192.168.1.1";

    private readonly string _folder = Directory.CreateTempSubdirectory("weir-guide-").FullName;
    private readonly NetworkSpace _ethernet = new();
    private readonly Dictionary<string, NetworkSpace> _spaces = new() { ["LB1"] = new(), ["LB2"] = new() };
    private readonly Dictionary<string, Machine> _machines = [];
    private readonly Machine _outside = new(start => Process.Start(start)!, ownProcesses: false);
    private readonly List<ScriptedServer> _servers = [];
    private readonly List<string> _links = [];

    private Pair(bool ownProcesses)
    {
        Wiring wiring = new();
        string[] hosts = ["254", "100", .. Enumerable.Range(11, 4).Select(last => last.ToString())];
        wiring.Ethernet(_ethernet, [.. hosts.Select(last => $"192.168.1.{last}/24")]);
        foreach ((string name, NetworkSpace space) in _spaces)
        {
            wiring.Plug(_ethernet, space, name, $"{Own(name)}/24");
            space.Set("ipv4/ip_nonlocal_bind", "1");
        }

        wiring.Make();
        foreach ((string name, NetworkSpace space) in _spaces)
        {
            space.Ip($"link set eth0 address {Hardware(name)}");
            _machines.Add(name, new Machine(space.Launch, ownProcesses));
        }

        for (int last = 11; last <= 14; last++)
        {
            IPEndPoint at = new(IPAddress.Parse($"192.168.1.{last}"), 80);
            ScriptedServer server = new("web", at, _ethernet.Tcp);
            server.Serve(TellWhoAsks);
            _servers.Add(server);
        }
    }

    public IEnumerable<ScriptedServer> Servers => _servers;

    /// <summary>Both balancers run on the guide's file; nobody has the shared address yet.</summary>
    /// <param name="ownProcesses">Each machine has processes of its own.</param>
    public static async Task<Pair> Start(bool ownProcesses)
    {
        Pair pair = new(ownProcesses);
        try
        {
            foreach (string name in pair._machines.Keys) await pair.StartBalancer(name);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>A balancer's machine.</summary>
    public Machine this[string name] => _machines[name];

    /// <summary>Where this machine's balancer is installed.</summary>
    public string Program(string name) => Path.Combine(_folder, name, "haproxy");

    /// <summary>Runs it, and notes its process in the shell's variable <c>balancer</c>.</summary>
    public async Task StartBalancer(string name)
    {
        string program = Program(name);
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        if (!File.Exists(program)) File.CreateSymbolicLink(program, Binaries.Weir);
        await File.AppendAllTextAsync(program + ".log", "");
        await this[name].Run(
            $"{program} -db -f {GuideText.Section2.Path} >>{program}.log 2>&1 & balancer=$!");
        await Patience.Until(
            () => _spaces[name].IsListening(new IPEndPoint(IPAddress.Parse(Shared), 80)),
            () => $"the balancer of {name} does not listen: {File.ReadAllText(program + ".log")}");
    }

    /// <summary>
    /// Runs keepalived on a machine. Where processes are not its own, it watches those of the host.
    /// </summary>
    public async Task StartKeepalived(string name, string text)
    {
        string path = Path.Combine(_folder, name, "keepalived");
        await File.WriteAllTextAsync(path + ".conf", text);
        await File.WriteAllTextAsync(path + ".log", "");
        string program = Binaries.Find("keepalived")
            ?? throw new FileNotFoundException("tests/run.sh installs it", "keepalived");
        string start = $"{program} -n -l -D -P -f {path}.conf -p {path}.pid -r {path}-vrrp.pid";
        if (this[name].HasOwnProcesses)
        {
            await this[name].Run($"{start} >{path}.log 2>&1 &");
            return;
        }

        // The kernel tells of processes only where it tells of the whole host's: keepalived starts there,
        // and goes to the machine's network by a name that ip-netns(8) would give it.
        string link = $"weir-{Guid.NewGuid():n}";
        Directory.CreateDirectory("/run/netns");
        File.CreateSymbolicLink("/run/netns/" + link, _spaces[name].Path);
        _links.Add("/run/netns/" + link);
        await _outside.Run($"{start} -s {link} >{path}.log 2>&1 &");
    }

    /// <summary>keepalived has said this.</summary>
    public async Task Says(string name, string text)
    {
        string log = Path.Combine(_folder, name, "keepalived.log");
        await Patience.Until(
            () => File.ReadAllText(log).Contains(text, StringComparison.Ordinal),
            () => $"keepalived of {name} does not say: {text}\n{File.ReadAllText(log)}");
    }

    /// <summary>
    /// Returns when this machine alone has the shared address, and when the others on the Ethernet, who sent
    /// nothing meanwhile, know it.
    /// </summary>
    public async Task Has(string name)
    {
        await Patience.Until(
            () => _spaces.All(one => one.Value.Has(Shared) == (one.Key == name)),
            () => $"{name} alone has not the address\n{Logs}");
        await Patience.Until(
            () => _ethernet.HardwareOf(Shared) is not { } known || known == Hardware(name),
            () => $"nobody was told that {name} has it\n{Logs}");
    }

    /// <summary>
    /// A client asks the shared address; which balancer's own address came to a web server.
    /// </summary>
    public async Task<string> Ask()
    {
        IPEndPoint door = new(IPAddress.Parse(Shared), 80);
        await using RawConnection client =
            await RawConnection.Open(IPAddress.Parse("192.168.1.100"), door, make: _ethernet.Tcp);
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        string answer = await client.ReadToEnd();
        return answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }

    /// <summary>The address that is a machine's own.</summary>
    public static string Own(string name) => name == "LB1" ? "192.168.1.3" : "192.168.1.4";

    public async ValueTask DisposeAsync()
    {
        await _outside.DisposeAsync();
        foreach (Machine machine in _machines.Values) await machine.DisposeAsync();
        foreach (ScriptedServer server in _servers) await server.DisposeAsync();
        foreach (string link in _links) File.Delete(link);
        foreach (NetworkSpace space in _spaces.Values) space.Dispose();
        _ethernet.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Logs => string.Join(
        '\n',
        Directory.GetFiles(_folder, "keepalived.log", SearchOption.AllDirectories)
            .Select(File.ReadAllText));

    private static string Hardware(string name) => $"02:00:00:00:00:0{Own(name)[^1]}";

    private static async Task TellWhoAsks(RawConnection balancer)
    {
        await balancer.ReadThrough();
        string asks = balancer.Remote.Address.ToString();
        await balancer.Send($"HTTP/1.1 200 OK\r\nContent-Length: {asks.Length}\r\n\r\n{asks}");
    }
}
