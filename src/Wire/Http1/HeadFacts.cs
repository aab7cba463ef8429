using System;
using System.Text;
using Weir.Wire.Http;
using Weir.Wire.Scan;

namespace Weir.Wire.Http1;

/// <summary>
/// What the fields of one head say together about its body and its connection (RFC 9112 6.1 to 6.3, 9.3).
/// </summary>
internal struct HeadFacts
{
    /// <summary>A response may say Host and Expect as it likes; in a request they count.</summary>
    public bool OfRequest;

    /// <summary>The x of HTTP/1.x, given beforehand.</summary>
    public byte Minor;

    public int FieldCount;
    public int FieldsEnd;
    public int HeadLength;
    public bool BareLf;

    /// <summary>The Content-Length, or -1 while there is none, as it has to be given beforehand.</summary>
    public long Length;

    public bool SeveralLengths;
    public bool Chunked;
    public bool ConnectionFields;
    public bool Close;
    public bool KeepAlive;
    public bool UpgradeOption;
    public bool UpgradeField;
    public bool ExpectsContinue;

    /// <summary>First byte of the value of Host, or 0 while there is none.</summary>
    public int HostStart;

    public int HostLength;

    /// <summary>Reads all fields into the index, up to the empty line.</summary>
    public ParseStatus Read(ReadOnlySpan<byte> bytes, int at, Span<Field> fields, out Reject reject)
    {
        FieldReader reader = new(bytes, at);
        Field spare = default;
        int count = 0;
        for (; ; )
        {
            // The usual end costs no look at a line; every other one is found by the reader.
            if (FieldReader.HasCrLf(bytes, at))
            {
                return Complete(count, at, reader.BareLf, out reject);
            }

            // Read in its place: a copy would wait for the short stores it is made of.
            ref Field field = ref count < fields.Length ? ref fields[count] : ref spare;
            int next = FieldReader.ReadUsual(bytes, at, ref field);
            if (next == 0)
            {
                reader.At = at;
                LineKind line = reader.Next(out field);
                if (line != LineKind.Field)
                {
                    FieldCount = count;
                    return Finish(in reader, line, out reject);
                }

                next = reader.At;
            }

            reject = count == fields.Length ? Reject.TooManyFields
                : field.Name == FieldName.Other ? Reject.None : Take(in field, bytes);
            if (reject != Reject.None)
            {
                return ParseStatus.Rejected;
            }

            at = next;
            count++;
        }
    }

    private ParseStatus Complete(int count, int emptyLine, bool bareLf, out Reject reject)
    {
        reject = Reject.None;
        FieldCount = count;
        FieldsEnd = emptyLine;
        HeadLength = emptyLine + 2;
        BareLf = bareLf;
        return ParseStatus.Complete;
    }

    private ParseStatus Finish(in FieldReader reader, LineKind line, out Reject reject)
    {
        reject = reader.Reject;
        BareLf = reader.BareLf;
        FieldsEnd = reader.EmptyLineStart;
        HeadLength = reader.At;
        return line switch
        {
            LineKind.End => ParseStatus.Complete,
            LineKind.Rejected => ParseStatus.Rejected,
            _ => ParseStatus.Incomplete,
        };
    }

    /// <summary>What is wrong with one field is found at its own line.</summary>
    private Reject Take(in Field field, ReadOnlySpan<byte> bytes)
    {
        switch (field.Name)
        {
            case FieldName.ContentLength:
                return TakeLength(field.ValueIn(bytes));
            case FieldName.TransferEncoding:
                return TakeCoding(field.ValueIn(bytes));
            case FieldName.Host:
                return OfRequest ? TakeHost(in field, bytes) : Reject.None;
            case FieldName.Connection:
                ConnectionFields = true;
                TakeOptions(field.ValueIn(bytes));
                return Reject.None;
            case FieldName.KeepAlive or FieldName.ProxyConnection:
                ConnectionFields = true;
                return Reject.None;
            case FieldName.Upgrade:
                UpgradeField = true;
                return Reject.None;
            case FieldName.Expect:
                ExpectsContinue |= Ascii.EqualsIgnoreCase(field.ValueIn(bytes), "100-continue"u8);
                return Reject.None;
            default:
                return Reject.None;
        }
    }

    /// <summary>
    /// One at most, and nothing in it that some server would read as the end of a name (RFC 9112 3.2).
    /// </summary>
    private Reject TakeHost(in Field field, ReadOnlySpan<byte> bytes)
    {
        if (HostStart != 0)
        {
            return Reject.HostRepeated;
        }

        HostStart = field.ValueStart;
        HostLength = field.ValueLength;
        int end = HostStart + HostLength;
        return ByteScan.Find<NotHost>(bytes, field.ValueStart) >= end ? Reject.None : Reject.HostByte;
    }

    /// <summary>
    /// Digits only. A list of equal lengths counts as one (RFC 9110 8.6), as several equal lines do.
    /// </summary>
    private Reject TakeLength(ReadOnlySpan<byte> value)
    {
        for (; ; )
        {
            int comma = value.IndexOf((byte)',');
            ReadOnlySpan<byte> item = comma < 0 ? value : value[..comma].TrimEnd(" \t"u8);
            Reject reject = ReadLength(item, out long length);
            if (reject != Reject.None)
            {
                return reject;
            }

            if (Length >= 0 && Length != length)
            {
                return Reject.ContentLengthConflict;
            }

            SeveralLengths |= Length >= 0;
            Length = length;
            if (comma < 0)
            {
                return Reject.None;
            }

            value = value[(comma + 1)..].TrimStart(" \t"u8);
        }
    }

    private static Reject ReadLength(ReadOnlySpan<byte> digits, out long length)
    {
        length = 0;
        if (digits.IsEmpty)
        {
            return Reject.ContentLengthSyntax;
        }

        foreach (byte one in digits)
        {
            int digit = one - '0';
            if ((uint)digit > 9)
            {
                return Reject.ContentLengthSyntax;
            }

            if (length > (long.MaxValue - digit) / 10)
            {
                return Reject.ContentLengthOverflow;
            }

            length = (length * 10) + digit;
        }

        return Reject.None;
    }

    /// <summary>
    /// Exactly "chunked", once. Every other coding would have to be undone, or is read in two ways by
    /// careless servers. In HTTP/1.0 the field means nothing to some and a length to others (RFC 9112 6.1).
    /// </summary>
    private Reject TakeCoding(ReadOnlySpan<byte> value)
    {
        if (Minor == 0)
        {
            return Reject.TransferEncodingVersion;
        }

        if (Ascii.EqualsIgnoreCase(value, "chunked"u8))
        {
            bool again = Chunked;
            Chunked = true;
            return again ? Reject.TransferEncodingRepeated : Reject.None;
        }

        int comma = value.LastIndexOf((byte)',');
        ReadOnlySpan<byte> last = value[(comma + 1)..].TrimStart(" \t"u8);
        return !Ascii.EqualsIgnoreCase(last, "chunked"u8) ? Reject.ChunkedNotLast
            : ConnectionOptions.Has(value[..comma], "chunked"u8) ? Reject.TransferEncodingRepeated
            : Reject.TransferEncodingUnknown;
    }

    private void TakeOptions(ReadOnlySpan<byte> value)
    {
        // What most clients say, alone. A CR would look like the hyphen, but cannot be in a value.
        if (FieldNames.Of(value) == FieldName.KeepAlive)
        {
            KeepAlive = true;
            return;
        }

        while (!value.IsEmpty)
        {
            int comma = value.IndexOf((byte)',');
            ReadOnlySpan<byte> option = comma < 0 ? value : value[..comma].Trim(" \t"u8);
            switch (option.Length)
            {
                case 5:
                    Close |= Ascii.EqualsIgnoreCase(option, "close"u8);
                    break;
                case 7:
                    UpgradeOption |= Ascii.EqualsIgnoreCase(option, "upgrade"u8);
                    break;
                case 10:
                    KeepAlive |= Ascii.EqualsIgnoreCase(option, "keep-alive"u8);
                    break;
            }

            value = comma < 0 ? default : value[(comma + 1)..].TrimStart(" \t"u8);
        }
    }
}
