using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using Weir.Ground.Net;
using Weir.Language.Source;

namespace Weir.Model.Compile;

/// <summary>
/// The cookie value of a server that is named by its address alone (manual, <c>cookie ... dynamic</c>): every
/// balancer with the same key gives it the same one.
/// </summary>
internal static class DynamicCookie
{
    /// <summary>
    /// XXH64 of the key, the address and the port (32 bits, highest byte first) in 16 hexadecimal digits, as
    /// HAProxy's; empty without a key.
    /// </summary>
    public static string Of(string key, in IpEndpoint server)
    {
        if (key.Length == 0)
        {
            return "";
        }

        Span<byte> address = stackalloc byte[20];
        BinaryPrimitives.WriteUInt64BigEndian(address, server.High);
        BinaryPrimitives.WriteUInt64BigEndian(address[8..], server.Low);
        BinaryPrimitives.WriteUInt32BigEndian(address[16..], server.Port);
        XxHash64 hash = new();
        hash.Append(ByteText.ToBytes(key));
        hash.Append(server.Family == IpFamily.V4 ? address[12..] : address);
        return hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);
    }
}
