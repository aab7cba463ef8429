using System;
using Weir.Wire.Scan;
using Xunit;

namespace Weir.Tests.Unit.Wire.Scan;

public sealed class LineLookTests
{
    private const int LengthMax = 80;

    [Fact]
    public void BothAreFoundWhereverTheLineBegins()
    {
        for (int length = LineLook.Window; length <= LengthMax; length++)
        {
            byte[] bytes = new byte[length];
            for (int start = 0; start < length; start++)
            {
                bytes.AsSpan().Fill((byte)'\r'); // before the line too, where it must not be seen
                int shown = Math.Min(LineLook.Window, length - start);
                bytes.AsSpan(start, shown).Fill((byte)'a');
                LineLook.At(bytes, start, out uint names, out uint breaks);
                Assert.Equal((0u, 0u), (names, breaks));
                bytes[start + (shown / 2)] = (byte)':';
                bytes[start + shown - 1] = (byte)'\n';
                LineLook.At(bytes, start, out names, out breaks);
                Assert.Equal((1u << (shown / 2)) | (1u << (shown - 1)), names | breaks);
                Assert.Equal(1u << (shown - 1), breaks);
            }
        }
    }
}
