using System.Collections.Generic;
using System.Globalization;
using Weir.Ground.Net;
using Weir.Language.Values;

namespace Weir.Main.Origin;

/// <summary>What <c>weir origin</c> was asked to play.</summary>
internal sealed class OriginOptions
{
    /// <summary>Servers that one process plays at most: a listener is found by walking them.</summary>
    public const int ServersMax = 64;

    private const int ServersUsual = 4;
    private const ushort FirstPort = 8081;

    private readonly List<IpEndpoint> _addresses = [];
    private readonly List<string> _names = [];
    private int _count;

    public IReadOnlyList<OriginServer> Servers { get; private set; } = [];

    public string CheckPath { get; private set; } = "/index.html";

    public bool WantsHelp { get; private set; }

    /// <summary>
    /// Reads the words after <c>origin</c>. False, and what is wrong, when they are not understood.
    /// </summary>
    public static bool TryRead(string[] words, out OriginOptions options, out string problem)
    {
        options = new OriginOptions();
        problem = "";
        for (int i = 0; i < words.Length && problem.Length == 0; i++)
        {
            if (words[i] is "-h" or "--help")
            {
                options.WantsHelp = true;
                return true;
            }

            string value = i + 1 < words.Length ? words[i + 1] : "";
            problem = value.Length == 0 ? $"'{words[i]}' needs a value" : options.Take(words[i], value);
            i++;
        }

        return problem.Length == 0 && options.NameServers(out problem);
    }

    private string Take(string word, string value)
    {
        switch (word)
        {
            case "-n":
                bool isCount = int.TryParse(value, out _count) && _count is > 0 and <= ServersMax;
                return isCount ? "" : $"'-n {value}' is not a number from 1 to {ServersMax}";
            case "--listen":
                return TakeAddresses(value);
            case "--name":
                _names.AddRange(value.Split(','));
                return "";
            case "--check":
                CheckPath = value;
                return value[0] == '/' ? "" : $"'--check {value}' is not a path";
            default:
                return $"'{word}' is not known here";
        }
    }

    private string TakeAddresses(string list)
    {
        foreach (string text in list.Split(','))
        {
            int colon = text.LastIndexOf(':');
            if (colon <= 0 || AddressText.Host(text[..colon]) is not { } host
                || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, null, out ushort port))
            {
                return $"'{text}' is not an address with a port, as in 127.0.0.1:8081";
            }

            _addresses.Add(host.WithPort(port)); // 0: any that is free
        }

        return "";
    }

    private bool NameServers(out string problem)
    {
        int count = _count > 0 ? _count : _addresses.Count > 0 ? _addresses.Count : ServersUsual;
        bool fits = _addresses.Count == 0 || _addresses.Count == count;
        problem = !fits ? $"{count} servers cannot listen on {_addresses.Count} addresses"
            : count > ServersMax ? $"more than {ServersMax} servers" : "";
        if (problem.Length > 0)
        {
            return false;
        }

        List<OriginServer> servers = [];
        for (int i = 0; i < count; i++)
        {
            string usual = i < 26 ? ((char)('A' + i)).ToString() : $"S{i + 1}";
            IpEndpoint address = _addresses.Count > 0
                ? _addresses[i]
                : IpEndpoint.V4(0x7f000001, (ushort)(FirstPort + i));
            servers.Add(new OriginServer(i < _names.Count ? _names[i] : usual, address));
        }

        Servers = servers;
        return true;
    }
}
