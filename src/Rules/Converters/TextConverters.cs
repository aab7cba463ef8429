using System;
using System.Buffers.Text;
using System.Text;
using Weir.Ground.Net;
using Weir.Language.Values;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;

namespace Weir.Rules.Converters;

/// <summary>Texts, bytes and addresses to others.</summary>
internal static class TextConverters
{
    private static readonly ArgumentKind[] Piece =
        [ArgumentKind.Number, ArgumentKind.Text, ArgumentKind.Number];

    public static readonly Converter[] Rows =
    [
        new("base64", SampleType.Binary, SampleType.Text,
            "The bytes in base64.", ToBase64),
        new("bytes", SampleType.Binary, SampleType.Binary,
            "The bytes from an offset on, as many as there are or as are asked for.", Bytes)
        { Example = "path,bytes(1,3)", Arguments = [ArgumentKind.Number, ArgumentKind.Number], Required = 1 },
        new("field", SampleType.Text, SampleType.Text,
            "The piece at a position between delimiters, from the end when that is negative, or several.",
            static (ref _, arguments, ref sample) => Pieces.Take(arguments, ref sample, skipsEmpty: false))
        { Example = "path,field(2,/)", Arguments = Piece, Required = 2, Check = CheckIndex },
        new("hex", SampleType.Binary, SampleType.Text,
            "Two hexadecimal digits for each byte.", ToHexadecimal),
        new("ipmask", SampleType.Address, SampleType.Address,
            "The first address of the network: bits or a mask for IPv4, and bits for IPv6.", Mask)
        {
            Example = "src,ipmask(24,64)",
            Arguments = [ArgumentKind.Text, ArgumentKind.Number],
            Required = 1,
            Check = CheckMask,
        },
        new("length", SampleType.Text, SampleType.Integer,
            "How many bytes it has.",
            static (ref _, _, ref sample) =>
            {
                sample.SetInteger(sample.Bytes.Length);
                return true;
            }),
        new("lower", SampleType.Text, SampleType.Text,
            "Capital letters as small ones.",
            static (ref context, _, ref sample) => ChangeCase(ref context, ref sample, toUpper: false)),
        new("upper", SampleType.Text, SampleType.Text,
            "Small letters as capital ones.",
            static (ref context, _, ref sample) => ChangeCase(ref context, ref sample, toUpper: true)),
        new("url_dec", SampleType.Text, SampleType.Text,
            "Percent and two digits as the byte that they stand for, '+' as a blank.", DecodeUrl)
        { Example = "query,url_dec", Arguments = [ArgumentKind.Number] },
        new("word", SampleType.Text, SampleType.Text,
            "As 'field'; several delimiters in a row count as one.",
            static (ref _, arguments, ref sample) => Pieces.Take(arguments, ref sample, skipsEmpty: true))
        { Example = "path,word(1,/)", Arguments = Piece, Required = 2, Check = CheckIndex },
    ];

    private static string? CheckIndex(Arguments arguments) =>
        arguments.Number == 0 ? "Unexpected value 0 for index" : null;

    private static string? CheckMask(Arguments arguments)
    {
        string mask = Encoding.Latin1.GetString(arguments.Text);
        if (NetworkText.Read($"0.0.0.0/{mask}") is not { } network)
        {
            return $"failed to parse '{mask}' as type 'IPv4 mask' at position 1.";
        }

        arguments.Network = network;
        arguments.OtherNetwork = IpNetwork.Of(
            IpEndpoint.V6(stackalloc byte[16], 0), arguments.Count < 2 ? 128 : (int)arguments.Number);
        return arguments.Number is < 0 or > 128
            ? $"failed to parse '{arguments.Number}' as type 'IPv6 mask' at position 2." : null;
    }

    private static bool Mask(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        IpEndpoint address = sample.Address;
        IpNetwork network = address.Family == IpFamily.V4 ? arguments.Network : arguments.OtherNetwork;
        sample.SetAddress(address with
        {
            High = address.High & network.HighMask,
            Low = address.Low & network.LowMask,
        });
        return true;
    }

    /// <summary>An offset beyond the end leaves nothing, one before the beginning counts as 0.</summary>
    private static bool Bytes(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        int from = (int)Math.Clamp(arguments.Number, 0, sample.Bytes.Length);
        int most = sample.Bytes.Length - from;
        int count = arguments.Count > 1 ? (int)Math.Clamp(arguments.OtherNumber, 0, most) : most;
        sample.Bytes = sample.Bytes.Slice(from, count);
        return true;
    }

    private static bool ChangeCase(ref RuleContext context, ref Sample sample, bool toUpper)
    {
        if (!TryTake(ref context, sample.Bytes.Length, out Span<byte> room))
        {
            return false;
        }

        for (int i = 0; i < room.Length; i++)
        {
            int letter = sample.Bytes[i];
            bool changes = toUpper ? letter is >= 'a' and <= 'z' : letter is >= 'A' and <= 'Z';
            room[i] = (byte)(changes ? letter ^ 0x20 : letter);
        }

        sample.SetText(room);
        return true;
    }

    private static bool ToHexadecimal(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        if (!TryTake(ref context, 2 * sample.Bytes.Length, out Span<byte> room))
        {
            return false;
        }

        ReadOnlySpan<byte> digits = "0123456789ABCDEF"u8;
        for (int i = 0; i < sample.Bytes.Length; i++)
        {
            room[2 * i] = digits[sample.Bytes[i] >> 4];
            room[(2 * i) + 1] = digits[sample.Bytes[i] & 15];
        }

        sample.SetText(room);
        return true;
    }

    private static bool ToBase64(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        if (!TryTake(ref context, Base64.GetMaxEncodedToUtf8Length(sample.Bytes.Length), out Span<byte> room))
        {
            return false;
        }

        Base64.EncodeToUtf8(sample.Bytes, room, out _, out int written);
        sample.SetText(room[..written]);
        return true;
    }

    /// <summary>A '+' before the question mark stands for itself, unless the argument is 1.</summary>
    private static bool DecodeUrl(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        if (!TryTake(ref context, sample.Bytes.Length, out Span<byte> room))
        {
            return false;
        }

        ReadOnlySpan<byte> from = sample.Bytes;
        bool inForm = arguments.Number != 0;
        int written = 0;
        for (int at = 0; at < from.Length; at++)
        {
            byte one = from[at];
            inForm |= one == '?';
            if (one == '%')
            {
                ReadOnlySpan<byte> digits = from[(at + 1)..];
                if (digits.Length < 2 || !Utf8Parser.TryParse(digits[..2], out one, out int used, 'x')
                    || used != 2)
                {
                    return false;
                }

                at += 2;
            }
            else if (one == '+' && inForm)
            {
                one = (byte)' ';
            }

            room[written++] = one;
        }

        sample.SetText(room[..written]);
        return true;
    }

    private static bool TryTake(scoped ref RuleContext context, int length, out Span<byte> room)
    {
        room = length == 0 ? default : context.TakeRoom(length);
        return room.Length == length;
    }
}
