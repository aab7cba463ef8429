using System;
using System.Text;

namespace Weir.Language.Source;

/// <summary>
/// One configuration text. A configuration is bytes, not characters: names and values go to the wire as they
/// were written, whatever their encoding. So its strings hold one char per byte, and <see cref="ByteText"/>
/// converts.
/// </summary>
public sealed class SourceFile
{
    /// <param name="name">The path as given on the command line, for messages.</param>
    /// <param name="text">The text, one char per byte.</param>
    public SourceFile(string name, string text)
    {
        Name = name;
        Text = text;
    }

    public string Name { get; }

    public string Text { get; }

    public static SourceFile FromBytes(string name, ReadOnlySpan<byte> text) =>
        new(ByteText.FromUnicode(name), Encoding.Latin1.GetString(text));
}
