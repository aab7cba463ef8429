using System;
using System.Globalization;
using Weir.Ground.Net;

namespace Weir.Language.Values;

/// <summary>What the place of an address asks of it.</summary>
[Flags]
public enum AddressForm
{
    None = 0,

    /// <summary>A port has to be written, 1..65535.</summary>
    PortNeeded = 1,

    /// <summary>A range of ports may be written.</summary>
    RangeAllowed = 2,

    /// <summary>
    /// <c>+N</c> or <c>-N</c> may stand for a port: so far from the one that a client connected to.
    /// </summary>
    OffsetAllowed = 4,
}

/// <summary>An address with its ports.</summary>
/// <param name="First">Address and first port; port 0 when none was written.</param>
/// <param name="LastPort">Last port of a range, else the first.</param>
public readonly record struct AddressRange(IpEndpoint First, int LastPort)
{
    /// <summary>What is added to the port that a client connected to; the port of First is 0 then.</summary>
    public int Offset { get; init; }
}

/// <summary>
/// Addresses as <c>[host][:port[-port]]</c> (manual, 11 "Address formats"): host is empty or <c>*</c> for
/// any, IPv4, IPv6 with or without brackets, or a name. The port stands behind the last colon.
/// </summary>
public static class AddressText
{
    /// <summary>Reads one address.</summary>
    /// <param name="text">The word.</param>
    /// <param name="form">What is asked.</param>
    /// <param name="resolve">The address of a name, or null.</param>
    /// <param name="fault">HAProxy's wording of what is wrong, or empty.</param>
    public static AddressRange? Read(
        string text, AddressForm form, Func<string, IpEndpoint?> resolve, out string fault)
    {
        fault = Unsupported(text);
        if (fault.Length > 0)
        {
            return null;
        }

        string bare = text.StartsWith("ipv4@", StringComparison.Ordinal)
            || text.StartsWith("ipv6@", StringComparison.Ordinal) ? text[5..] : text;
        int colon = PortColon(bare);
        string host = colon < 0 ? bare : bare[..colon];
        string ports = colon < 0 ? "" : bare[(colon + 1)..];
        int last = 0;
        bool hasOffset = (form & AddressForm.OffsetAllowed) != 0 && ports is ['+' or '-', ..];
        int offset = hasOffset ? Offset(ports, out fault) : 0;
        int first = colon < 0 || hasOffset ? 0 : Ports(ports, text, form, out last, out fault);
        if (fault.Length == 0 && first == 0 && (form & AddressForm.PortNeeded) != 0)
        {
            fault = ports.Length == 0 ? $"missing port specification in '{text}'" : $"invalid port '{ports}'";
        }

        if (fault.Length > 0)
        {
            return null;
        }

        IpEndpoint? address = Host(host) ?? resolve(host);
        if (address is null)
        {
            fault = $"invalid address: '{host}' in '{text}'";
            return null;
        }

        return new AddressRange(address.Value.WithPort((ushort)first), last) { Offset = offset };
    }

    /// <summary>A numeric host, or any; null when it is a name.</summary>
    public static IpEndpoint? Host(string host)
    {
        if (host.Length == 0 || host == "*")
        {
            return IpEndpoint.V4(0, 0);
        }

        string bare = host[0] == '[' && host[^1] == ']' ? host[1..^1] : host;
        if (!bare.Contains(':', StringComparison.Ordinal))
        {
            return V4(bare);
        }

        return IpReader.TryRead(bare, out IpEndpoint address) ? address : null;
    }

    /// <summary>Four decimal octets only: the short forms of inet_aton are left to the resolver.</summary>
    private static IpEndpoint? V4(string text)
    {
        string[] octets = text.Split('.');
        uint address = 0;
        foreach (string octet in octets)
        {
            if (octet.Length is 0 or > 3 || !byte.TryParse(octet, NumberStyles.None, null, out byte value))
            {
                return null;
            }

            address = (address << 8) | value;
        }

        return octets.Length == 4 ? IpEndpoint.V4(address, 0) : null;
    }

    private static string Unsupported(string text)
    {
        if (text.StartsWith('/'))
        {
            return $"unix socket addresses are known, but not supported yet in '{text}'";
        }

        int at = text.IndexOf('@', StringComparison.Ordinal);
        string prefix = at < 0 ? "" : text[..at];
        return prefix is "" or "ipv4" or "ipv6"
            ? ""
            : $"address prefix '{prefix}@' is not supported here yet in '{text}'";
    }

    private static int PortColon(string text)
    {
        int bracket = text.LastIndexOf(']');
        return text.IndexOf(':', bracket + 1) < 0 ? -1 : text.LastIndexOf(':');
    }

    private static int Offset(string text, out string fault)
    {
        bool isGood = ushort.TryParse(text.AsSpan(1), NumberStyles.None, null, out ushort distance);
        fault = isGood ? "" : $"invalid port offset '{text}'";
        return text[0] == '-' ? -distance : distance;
    }

    private static int Ports(string ports, string text, AddressForm form, out int last, out string fault)
    {
        int dash = ports.IndexOf('-', StringComparison.Ordinal);
        last = 0;
        if (dash == 0 || ports.StartsWith('+'))
        {
            fault = $"port offset not permitted here in '{text}'";
            return 0;
        }

        if (dash > 0 && (form & AddressForm.RangeAllowed) == 0)
        {
            fault = $"port range not permitted here in '{text}'";
            return 0;
        }

        int first = Port(dash < 0 ? ports : ports[..dash], text, out fault);
        last = dash < 0 || fault.Length > 0 ? first : Port(ports[(dash + 1)..], text, out fault);
        if (fault.Length == 0 && dash > 0 && last == 0)
        {
            fault = $"invalid port '{ports[(dash + 1)..]}'";
        }

        if (fault.Length == 0 && last < first)
        {
            fault = $"invalid port range '{ports}'";
        }

        return first;
    }

    private static int Port(string digits, string text, out string fault)
    {
        fault = "";
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                fault = $"invalid character '{c}' in port number '{digits}' in '{text}'";
                return 0;
            }
        }

        if (digits.Length == 0)
        {
            return 0;
        }

        if (!ushort.TryParse(digits, out ushort port))
        {
            fault = $"invalid port '{digits}'";
        }

        return port;
    }
}
