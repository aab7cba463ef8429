using System;
using Weir.Wire.Scan;
using Xunit;

namespace Weir.Tests.Unit.Wire.Scan;

public sealed class ByteScanTests
{
    private const int LengthMax = 70; // over four steps, and every length of what is left

    [Fact]
    public void FirstByteOfTheSetIsFoundAtEveryPlace()
    {
        for (int length = 1; length <= LengthMax; length++)
        {
            byte[] bytes = new byte[length];
            bytes.AsSpan().Fill((byte)'a');
            for (int place = 0; place < length; place++)
            {
                bytes[place] = (byte)'\r';
                for (int from = 0; from <= length; from++)
                {
                    Assert.Equal(from <= place ? place : length, ByteScan.Find<LineBreakers>(bytes, from));
                }

                bytes[place] = (byte)'a';
            }
        }
    }

    [Fact]
    public void NothingIsFoundInNothing() => Assert.Equal(0, ByteScan.Find<NotToken>([], 0));

    [Fact]
    public void BytesBeforeTheStartAreNotFound()
    {
        byte[] bytes = "\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\ra\r"u8.ToArray();
        Assert.Equal(bytes.Length - 1, ByteScan.Find<LineBreakers>(bytes, bytes.Length - 2));
    }
}
