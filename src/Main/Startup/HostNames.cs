using System;
using System.Text;
using Weir.Ground.Net;
using Weir.Main.Messages;

namespace Weir.Main.Startup;

/// <summary>
/// Host names to addresses, once, at the start: first by /etc/hosts, then by the name servers of
/// /etc/resolv.conf. libc's own resolver loads plug-ins at run time, which a static binary cannot.
/// </summary>
internal sealed class HostNames
{
    private static readonly char[] Blanks = [' ', '\t', '\r'];

    private readonly bool _ipv4Only;
    private readonly string[] _hosts;
    private readonly NameServers _servers = NameServers.OfThisHost();

    public HostNames(bool ipv4Only)
    {
        _ipv4Only = ipv4Only;
        SmallFile.Read("/etc/hosts", out byte[] hosts);
        _hosts = Encoding.UTF8.GetString(hosts).Split('\n');
    }

    /// <summary>Port 0; IPv4 is preferred; null when nobody knows the name.</summary>
    public IpEndpoint? Resolve(string name)
    {
        // RFC 6761, 6.4: there is no such name, and asking for it would only make the user wait.
        bool isNowhere = name.TrimEnd('.').EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);
        return FromHosts(name) ?? (isNowhere ? null : FromServers(name));
    }

    private IpEndpoint? FromServers(string name)
    {
        foreach (string candidate in _servers.Candidates(name))
        {
            IpEndpoint? address = _servers.Ask(candidate, DnsMessage.TypeA);
            if (address is null && !_ipv4Only)
            {
                address = _servers.Ask(candidate, DnsMessage.TypeAaaa);
            }

            if (address is not null)
            {
                return address;
            }
        }

        return null;
    }

    private IpEndpoint? FromHosts(string name)
    {
        IpEndpoint? six = null;
        foreach (string line in _hosts)
        {
            string[] words = line.Split('#')[0].Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            int at = Array.FindIndex(words, word => word.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at <= 0 || !IpReader.TryRead(words[0], out IpEndpoint found))
            {
                continue;
            }

            if (found.Family == IpFamily.V4)
            {
                return found;
            }

            six ??= found;
        }

        return _ipv4Only ? null : six;
    }
}
