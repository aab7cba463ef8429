using System.Globalization;
using System.Numerics;
using Weir.Ground.Net;

namespace Weir.Language.Values;

/// <summary>
/// Networks as <c>address[/mask]</c>: a mask is a number of bits, or dotted for IPv4; without one it is a
/// single address.
/// </summary>
public static class NetworkText
{
    /// <summary>The network, or null. A host name is none: what it stands for may change.</summary>
    public static IpNetwork? Read(string text)
    {
        int slash = text.IndexOf('/', System.StringComparison.Ordinal);
        string host = slash < 0 ? text : text[..slash];
        if (host.Length == 0 || host == "*" || AddressText.Host(host) is not { } address)
        {
            return null;
        }

        int most = address.Family == IpFamily.V4 ? 32 : 128;
        if (slash < 0)
        {
            return IpNetwork.Of(address, most);
        }

        string mask = text[(slash + 1)..];
        if (address.Family == IpFamily.V4 && mask.Contains('.', System.StringComparison.Ordinal))
        {
            return Bits(mask) is { } dotted ? IpNetwork.Of(address, dotted) : null;
        }

        bool good = int.TryParse(mask, NumberStyles.None, null, out int bits) && bits <= most;
        return good ? IpNetwork.Of(address, bits) : null;
    }

    /// <summary>How many bits a dotted mask has; null when they are not the first ones.</summary>
    private static int? Bits(string mask)
    {
        if (AddressText.Host(mask) is not { Family: IpFamily.V4 } read)
        {
            return null;
        }

        uint bits = (uint)read.Low;
        int count = BitOperations.LeadingZeroCount(~bits);
        return BitOperations.PopCount(bits) == count ? count : null;
    }
}
