using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>
/// The world-wide company of section 5 at work: nine balancers, each on its machine with the guide's file for
/// it, and the application on eight servers.
/// </summary>
internal sealed class Company : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weir-guide-").FullName;
    private readonly Dictionary<string, Hop> _hops = [];

    private Company(Func<string, GuideText> textOf)
    {
        Application = new Application(Map);
        foreach (string name in Map.Addresses.Keys)
        {
            _hops.Add(name, new Hop(name, Map[name], textOf(name), _folder));
        }
    }

    public Map Map { get; } = new();

    public Application Application { get; }

    /// <summary>By its name in the guide.</summary>
    public Hop this[string name] => _hops[name];

    /// <param name="textOf">The file of each balancer, by its name.</param>
    public static async Task<Company> Start(Func<string, GuideText> textOf)
    {
        Company company = new(textOf);
        try
        {
            // At the start a single bad check is enough to be down. So whoever is checked comes first, and
            // nothing may be lost before the offices, who check seldom, have done so once.
            foreach (string kind in new[] { "S.L.", "SD.", "OP." }) await company.StartAll(kind);
            await Task.WhenAll(
                company.IsChecked("SD1", by: "OP1"),
                company.IsChecked("SD1", by: "OP2"),
                company.IsChecked("SD2", by: "OP3"));
            return company;
        }
        catch
        {
            await company.DisposeAsync();
            throw;
        }
    }

    /// <param name="place">An office or a site.</param>
    /// <param name="cookies">What he already has, as a Cookie field says it.</param>
    public User UserAt(string place, string cookies = "") => new(Map, place, cookies);

    /// <summary>A site loses its external router.</summary>
    public Outage CutOff(string site)
    {
        Map.CutOff(site);
        string director = $"SD{site[^1]}";
        return Lost(() => Map.Reconnect(site), $"OP1/{director}", $"OP2/{director}", $"OP3/{director}");
    }

    /// <summary>All web servers of a site stop.</summary>
    public Outage StopApplication(string site)
    {
        foreach (ScriptedServer server in Application.At(site)) server.Refuse();
        int number = site[^1] - '0';
        string[] servers = [.. Enumerable.Range(1, 4).Select(last => $"{number}{last}")];
        return Lost(
            () =>
            {
                foreach (ScriptedServer server in Application.At(site)) server.Listen();
            },
            [
                .. servers.SelectMany(last => new[] { $"S{number}L1/W{last}", $"S{number}L1/B{last}" }),
                .. servers.SelectMany(last => new[] { $"S{number}L2/W{last}", $"S{number}L2/B{last}" }),
                $"SD1/S{number}L1", $"SD1/S{number}L2", $"SD2/S{number}L1", $"SD2/S{number}L2",
            ]);
    }

    /// <summary>A web server of site 1 wants no new users: its port 81 closes.</summary>
    public Outage ClosePort81(string name)
    {
        Application[name + ":81"].Refuse();
        return Lost(() => Application[name + ":81"].Listen(), $"S1L1/{name}", $"S1L2/{name}");
    }

    /// <summary>A local balancer ends; it is started again.</summary>
    /// <param name="name">Which.</param>
    /// <param name="how">What ends it.</param>
    public async Task<Outage> End(string name, Func<Hop, Task> how)
    {
        await how(this[name]);
        return new Outage(this, () => this[name].Start(), [$"SD1/{name}", $"SD2/{name}"]);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(_hops.Values.Select(hop => hop.DisposeAsync().AsTask()));
        }
        finally
        {
            await Application.DisposeAsync();
            Map.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Task StartAll(string kind) => Task.WhenAll(
        _hops.Values.Where(hop => Regex.IsMatch(hop.Name, kind)).Select(hop => hop.Start()));

    private Task IsChecked(string director, string by) =>
        this[director].LineWith($": {Map.Addresses[by]}:");

    private Outage Lost(Action mend, params string[] sights) => new(
        this,
        () =>
        {
            mend();
            return Task.CompletedTask;
        },
        sights);
}
