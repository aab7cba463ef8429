using System.Text;

namespace Weir.Language.Source;

/// <summary>
/// Strings with one char per byte, as configuration texts hold them, and the two other kinds of text.
/// </summary>
public static class ByteText
{
    /// <summary>
    /// From ordinary text (a path, an environment variable): its UTF-8 bytes, one char each.
    /// </summary>
    public static string FromUnicode(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The bytes that <paramref name="text"/> stands for.</summary>
    public static byte[] ToBytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Ordinary text, to hand a path or a host name to the system.</summary>
    public static string ToUnicode(string text) => Encoding.UTF8.GetString(ToBytes(text));
}
