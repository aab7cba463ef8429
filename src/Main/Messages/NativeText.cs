using System.Text;

namespace Weir.Main.Messages;

/// <summary>Text as the kernel takes it: UTF-8 and a NUL at its end.</summary>
internal static class NativeText
{
    public static byte[] Of(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
