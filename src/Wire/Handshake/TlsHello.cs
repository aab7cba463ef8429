using System;
using Weir.Wire.Http1;

namespace Weir.Wire.Handshake;

/// <summary>
/// What a TLS client says before anything is secret (RFC 8446 4.1.2, 5.1; RFC 6066 3). Nothing is kept
/// between calls. Incomplete: not enough bytes yet. Rejected: no such thing, whatever else may come.
/// </summary>
public static class TlsHello
{
    public const int ClientHello = 1;

    private const int Handshake = 22;
    private const int RecordHeader = 5;

    /// <summary>The most that a record carries: 2^14 bytes, and what a cipher may add to them.</summary>
    private const int RecordMax = (1 << 14) + 2048;

    /// <summary>A message's type and length, and a version.</summary>
    private const int RecordMin = 6;

    private const int RandomBytes = 32;

    /// <summary>The version of the last hello without extensions, SSL 3.0.</summary>
    private const int Ssl3 = 0x300;

    /// <summary>Of the first record, when all of it is there: the version that the client offers.</summary>
    /// <param name="bytes">What it has sent.</param>
    /// <param name="version">Major times 65536, and minor: TLS 1.0 is 3.1.</param>
    public static ParseStatus Version(ReadOnlySpan<byte> bytes, out int version)
    {
        HelloReader reader = new(bytes);
        bool isOld = bytes.Length > 0 && bytes[0] >= 0x80;
        int minor;
        if (isOld)
        {
            version = OldVersion(ref reader, out minor);
        }
        else
        {
            int length = Record(ref reader);
            reader.Require(length is >= RecordMin and <= RecordMax);
            reader.Skip(RecordMin - 2); // type and length of the message
            version = reader.Number(1);
            minor = reader.Number(1);
            reader.Bytes(RecordHeader + length - reader.At);
        }

        version = (version << 16) | minor;
        return reader.Status;
    }

    /// <summary>Whether a whole client hello is there.</summary>
    public static ParseStatus Whole(ReadOnlySpan<byte> bytes)
    {
        HelloReader reader = Open(bytes);
        reader.Bytes(reader.IsGood ? reader.End - reader.At : 0);
        return reader.Status;
    }

    /// <summary>The name of the server that the client asks for, as soon as it is there.</summary>
    public static ParseStatus ServerName(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> name)
    {
        name = default;
        HelloReader reader = Open(bytes);
        reader.Require(reader.Number(2) > Ssl3);
        reader.Skip(RandomBytes);
        reader.Skip(reader.Number(1)); // session
        reader.Skip(reader.Number(2)); // ciphers
        reader.Skip(reader.Number(1)); // compressions
        int extensions = reader.Number(2);
        reader.Require(extensions <= reader.End - reader.At);
        reader.End = reader.At + extensions;
        while (reader.IsGood)
        {
            reader.Require(reader.At < reader.End); // all of them were others
            int type = reader.Number(2);
            int length = reader.Number(2);
            if (type != 0)
            {
                reader.Skip(length);
                continue;
            }

            reader.Require(length <= reader.End - reader.At);
            reader.Skip(2); // of the list, of which only one entry has a meaning
            reader.Require(reader.Number(1) == 0);
            name = reader.Bytes(reader.Number(2));
            reader.Require(!name.IsEmpty);
            break;
        }

        return reader.Status;
    }

    /// <summary>The header of a record of the handshake; its length.</summary>
    private static int Record(ref HelloReader reader)
    {
        reader.Require(reader.Number(1) == Handshake);
        reader.Require(reader.Number(1) >= 3);
        reader.Skip(1);
        return reader.Number(2);
    }

    /// <summary>A client hello, up to what it says.</summary>
    private static HelloReader Open(ReadOnlySpan<byte> bytes)
    {
        HelloReader reader = new(bytes);
        reader.Require(Record(ref reader) > 3);
        reader.Require(reader.Number(1) == ClientHello);
        int length = reader.Number(3);
        reader.End = reader.At + length;
        return reader;
    }

    /// <summary>
    /// A hello in the form of SSL 2.0, in which clients have offered later versions as well (RFC 5246 E.2).
    /// </summary>
    private static int OldVersion(ref HelloReader reader, out int minor)
    {
        int length = reader.Number(2) & 0x7fff;
        reader.Require(reader.Number(1) == ClientHello);
        int major = reader.Number(1);
        minor = reader.Number(1);
        int ciphers = reader.Number(2);
        int session = reader.Number(2);
        int challenge = reader.Number(2);
        reader.Require(ciphers % 3 == 0 && challenge is >= 16 and <= 32
            && length == 9 + ciphers + session + challenge);
        reader.Bytes(ciphers + session + challenge);
        return major;
    }
}
