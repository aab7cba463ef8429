using System;
using Weir.Ground.Net;
using Weir.Language.Values;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Patterns.Sets;

/// <summary>
/// Addresses by networks (<c>-m ip</c>). IPv4 and IPv6 meet as the manual has it (7.1.6).
/// </summary>
internal sealed class AddressSet : PatternSet
{
    private const ulong Mapped = 0xffff_0000_0000; // the second half of ::ffff:0:0

    private readonly Ranges _v4 = new();
    private readonly Ranges _v6 = new();

    /// <summary>Addresses, networks, names of hosts; null after a fault.</summary>
    public static AddressSet? Of(PatternList list)
    {
        AddressSet set = new();
        foreach (Pattern pattern in list.Patterns)
        {
            if (Network(pattern.Text, list) is not { } network)
            {
                list.Fail(pattern, $"'{pattern.Text}' is not a valid IPv4 or IPv6 address");
                return null;
            }

            bool isV4 = network.Base.Family == IpFamily.V4;
            ulong high = network.Base.High & network.HighMask;
            ulong low = network.Base.Low & network.LowMask;
            ulong lastLow = low | (isV4 ? uint.MaxValue & ~network.LowMask : ~network.LowMask);
            (isV4 ? set._v4 : set._v6).Add(high, low, isV4 ? 0 : high | ~network.HighMask, lastLow);
        }

        set._v4.Settle();
        set._v6.Settle();
        return set;
    }

    public override bool Matches(in Sample sample)
    {
        IpEndpoint address = sample.Address;
        return address.Family == IpFamily.V4
            ? _v4.Has(0, address.Low) || (!_v6.IsEmpty && _v6.Has(0, Mapped | address.Low))
            : _v6.Has(address.High, address.Low)
                || (!_v4.IsEmpty && TryV4(in address, out uint inside) && _v4.Has(0, inside));
    }

    /// <summary>The IPv4 address within <c>::ffff:A</c>, <c>::A</c> or <c>2002:A::</c>.</summary>
    private static bool TryV4(in IpEndpoint address, out uint inside)
    {
        bool isEmbedded = address.High == 0 && (address.Low >> 32) is 0 or 0xffff;
        inside = isEmbedded ? (uint)address.Low : (uint)(address.High >> 16);
        return isEmbedded || (address.High >> 48) == 0x2002;
    }

    private static IpNetwork? Network(string text, PatternList list)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string host = slash < 0 ? text : text[..slash];
        string mask = slash < 0 ? "" : text[slash..];
        if (NetworkText.Read(Whole(host) + mask) is { } network)
        {
            return network;
        }

        // A name stands for one address, with or without a mask; never for one of IPv6.
        bool isName = host.AsSpan().IndexOfAnyInRange('A', 'z') >= 0
            && !host.Contains(':', StringComparison.Ordinal);
        return isName && list.Resolve(host) is { Family: IpFamily.V4 } address
            ? NetworkText.Read(address + mask) : null;
    }

    /// <summary>The dotted form when octets of 0 are left out: <c>10.12</c> is 10.0.0.12.</summary>
    private static string Whole(string host)
    {
        string[] octets = host.Split('.');
        bool isShort = octets.Length is 2 or 3 && !host.AsSpan().ContainsAnyExceptInRange('.', '9');
        return isShort
            ? string.Join('.', octets[..^1]) + (octets.Length == 2 ? ".0.0." : ".0.") + octets[^1]
            : host;
    }
}
