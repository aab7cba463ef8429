using System;
using System.Runtime.Intrinsics;
using System.Text;
using Weir.Wire.Scan;
using Xunit;

namespace Weir.Tests.Unit.Wire.Scan;

public sealed class ByteSetTests
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void TokensAreThoseOfTheStandard() =>
        SetIsAllBut<NotToken>("!#$%&'*+-.^_`|~" + Alphanumeric); // RFC 9110 5.6.2

    [Fact]
    public void HostsAreThoseOfTheStandard() =>
        SetIsAllBut<NotHost>("-._~%!$&'()*+,;=:[]" + Alphanumeric); // RFC 3986 3.2.2, 3.2.3

    [Fact]
    public void TargetsAreOfPrintableBytesWithoutAFragment()
    {
        StringBuilder inside = new();
        for (char one = '!'; one <= '~'; one++)
        {
            inside.Append(one == '#' ? "" : one);
        }

        SetIsAllBut<NotTarget>(inside.ToString());
    }

    [Fact]
    public void LinesMayBreakAtControlsUpToCarriageReturn()
    {
        StringBuilder inside = new();
        for (char one = '\u000e'; one <= '\u00ff'; one++)
        {
            inside.Append(one);
        }

        SetIsAllBut<LineBreakers>(inside.ToString());
    }

    [Fact]
    public void CookiesEndAtTheirDelimiters()
    {
        SetIsAllBut<CookieNameEnds>(AllBut("=;,"));
        SetIsAllBut<CookieValueEnds>(AllBut("\";,"));
    }

    private static string AllBut(string bytes)
    {
        StringBuilder inside = new();
        for (char one = '\0'; one <= '\u00ff'; one++)
        {
            inside.Append(bytes.Contains(one, StringComparison.Ordinal) ? "" : one);
        }

        return inside.ToString();
    }

    private static void SetIsAllBut<TSet>(string inside)
        where TSet : struct, IByteSet
    {
        for (int value = 0; value < 256; value++)
        {
            bool expected = !inside.Contains((char)value, StringComparison.Ordinal);
            Assert.Equal(expected, TSet.Has((byte)value));
            for (int place = 0; place < Vector128<byte>.Count; place++)
            {
                Vector128<byte> bytes = Vector128.Create((byte)'a').WithElement(place, (byte)value);
                uint found = TSet.Of(bytes).ExtractMostSignificantBits();
                Assert.Equal(expected ? 1u << place : 0u, found);
            }
        }
    }
}
