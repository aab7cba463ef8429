using System;
using System.Buffers.Text;
using Weir.Ground.Net;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Samples;

/// <summary>
/// A sample as another type (manual, 7.1): what a way of matching or a converter asks for, and is not.
/// </summary>
internal static class Casts
{
    /// <summary>Makes it that type, in place; false: it cannot be one, so there is no sample.</summary>
    public static bool To(SampleType wanted, ref RuleContext context, ref Sample sample)
    {
        if (sample.Type == wanted)
        {
            return true;
        }

        switch (wanted)
        {
            case SampleType.Text or SampleType.Binary:
                return ToText(wanted, ref context, ref sample);
            case SampleType.Integer:
                return ToInteger(ref sample);
            case SampleType.Boolean:
                if (!ToInteger(ref sample))
                {
                    return false;
                }

                sample.SetBoolean(sample.Number != 0);
                return true;
            default:
                return ToAddress(ref sample);
        }
    }

    /// <summary>
    /// An address as clients write it into fields: IPv4 perhaps with a port, which is dropped, or IPv6.
    /// </summary>
    public static bool TryReadAddress(ReadOnlySpan<byte> text, out IpEndpoint address)
    {
        int colon = text.IndexOf((byte)':');
        if (colon > 0 && text[..colon].Contains((byte)'.'))
        {
            ReadOnlySpan<byte> digits = text[(colon + 1)..];
            bool isPort = Utf8Parser.TryParse(digits, out ushort _, out int used) && used == digits.Length;
            text = isPort ? text[..colon] : default;
        }

        return IpReader.TryRead(text, out address);
    }

    /// <summary>
    /// The number that a text begins with, its sign included; 0 when it begins with none. What is too large
    /// is the greatest there is.
    /// </summary>
    public static long LeadingNumber(ReadOnlySpan<byte> text)
    {
        bool isNegative = text.Length > 0 && text[0] == '-';
        long value = 0;
        foreach (byte one in isNegative ? text[1..] : text)
        {
            int digit = one - '0';
            if ((uint)digit > 9)
            {
                break;
            }

            value = value > (long.MaxValue - digit) / 10 ? long.MaxValue : (value * 10) + digit;
        }

        return isNegative ? -value : value;
    }

    private static bool ToText(SampleType wanted, ref RuleContext context, ref Sample sample)
    {
        if (sample.Type is SampleType.Text or SampleType.Binary)
        {
            sample.Type = wanted;
            return true;
        }

        Span<byte> room = context.TakeRoom(IpText.MaxLength);
        if (room.IsEmpty)
        {
            return false;
        }

        int length;
        if (sample.Type == SampleType.Address)
        {
            length = IpText.FormatAddress(sample.Address, room);
        }
        else
        {
            Utf8Formatter.TryFormat(sample.Number, room, out length);
        }

        sample.Type = wanted;
        sample.Bytes = room[..length];
        return true;
    }

    private static bool ToInteger(ref Sample sample)
    {
        switch (sample.Type)
        {
            case SampleType.Text when sample.Bytes.IsEmpty:
            case SampleType.Binary:
                return false;
            case SampleType.Text:
                sample.SetInteger(LeadingNumber(sample.Bytes[0] == '+' ? sample.Bytes[1..] : sample.Bytes));
                return true;
            case SampleType.Address:
                sample.SetInteger((long)(sample.Address.Low & uint.MaxValue));
                return true;
            default:
                sample.Type = SampleType.Integer;
                return true;
        }
    }

    private static bool ToAddress(ref Sample sample)
    {
        if (sample.Type == SampleType.Integer)
        {
            sample.SetAddress(IpEndpoint.V4((uint)sample.Number, 0));
            return true;
        }

        if (sample.Type != SampleType.Text || !TryReadAddress(sample.Bytes, out IpEndpoint address))
        {
            return false;
        }

        sample.SetAddress(address);
        return true;
    }
}
