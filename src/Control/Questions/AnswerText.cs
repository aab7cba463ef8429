using System;
using System.Text;

namespace Weir.Control.Questions;

/// <summary>What a server has said, as the words of a verdict.</summary>
internal static class AnswerText
{
    /// <summary>HAProxy keeps as much.</summary>
    private const int Most = 127;

    /// <summary>The first line; one character for each byte.</summary>
    public static string Line(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        return Of(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>Up to the first NUL.</summary>
    public static string Chars(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Of(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>What is said of a failure, and the comment of the line that expected otherwise.</summary>
    public static string With(string info, string comment) =>
        comment.Length == 0 ? info : $"{info} comment: {comment}";

    public static string Of(ReadOnlySpan<byte> bytes) =>
        Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Most)]);
}
