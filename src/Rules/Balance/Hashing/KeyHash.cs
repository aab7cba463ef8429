using System;
using Weir.Model.Plan;

namespace Weir.Rules.Balance.Hashing;

/// <summary>From the bytes that a request is balanced by to a number (manual, <c>hash-type</c>).</summary>
internal static class KeyHash
{
    private const uint Djb2Start = 5381;

    /// <summary>Remainders of four bits by the reversed polynomial of Ethernet, 0xedb88320.</summary>
    private static ReadOnlySpan<uint> Remainders =>
    [
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    ];

    public static uint Of(ReadOnlySpan<byte> key, HashPlan plan)
    {
        uint hash = plan.Function switch
        {
            HashFunction.Djb2 => Djb2(key),
            HashFunction.Crc32 => Crc32(key),
            HashFunction.None => Number(key),
            _ => Sdbm(key),
        };
        return plan.Avalanche ? Mix(hash) : hash;
    }

    /// <summary>
    /// Bob Jenkins' full avalanche of four bytes in six shifts (burtleburtle.net/bob/hash/integer.html),
    /// times 1 + 2^30 + 2^31: the factor was found by asking haproxy 2.6, which it takes to choose the same
    /// servers.
    /// </summary>
    public static uint Mix(uint hash)
    {
        uint a = hash;
        a = a + 0x7ed55d16 + (a << 12);
        a = a ^ 0xc761c23c ^ (a >> 19);
        a = a + 0x165667b1 + (a << 5);
        a = (a + 0xd3a2646c) ^ (a << 9);
        a = a + 0xfd7046c5 + (a << 3);
        a = a ^ 0xb55a4f09 ^ (a >> 16);
        return a * 0xc0000001;
    }

    private static uint Sdbm(ReadOnlySpan<byte> key)
    {
        uint hash = 0;
        foreach (byte one in key)
        {
            hash = one + (hash << 6) + (hash << 16) - hash;
        }

        return hash;
    }

    private static uint Djb2(ReadOnlySpan<byte> key)
    {
        uint hash = Djb2Start;
        foreach (byte one in key)
        {
            hash = (hash * 33) + one;
        }

        return hash;
    }

    /// <summary>By half bytes: a table of 16 words stays in cache beside everything else.</summary>
    private static uint Crc32(ReadOnlySpan<byte> key)
    {
        uint rest = ~0u;
        foreach (byte one in key)
        {
            rest ^= one;
            rest = (rest >> 4) ^ Remainders[(int)(rest & 15)];
            rest = (rest >> 4) ^ Remainders[(int)(rest & 15)];
        }

        return ~rest;
    }

    /// <summary>The decimal number that a key begins with, modulo 2^32.</summary>
    private static uint Number(ReadOnlySpan<byte> key)
    {
        uint number = 0;
        foreach (byte one in key)
        {
            if (!char.IsAsciiDigit((char)one))
            {
                break;
            }

            number = (number * 10) + (uint)(one - '0');
        }

        return number;
    }
}
