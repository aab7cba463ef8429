using System;
using System.Collections.Generic;
using Weir.Ground.Expressions;
using Weir.Wire.Http1;

namespace Weir.Rules.Rewriting;

/// <summary>
/// What takes the place of a match: bytes, and groups of the match between them (<c>\0</c> to <c>\9</c>).
/// </summary>
internal sealed class Replacement
{
    private readonly byte[] _text;
    private readonly Piece[] _pieces;

    private Replacement(List<byte> text, List<Piece> pieces)
    {
        _text = [.. text];
        _pieces = [.. pieces];
        foreach (Piece piece in pieces)
        {
            Captures = Math.Max(Captures, piece.Group + 1);
        }
    }

    /// <summary>How many captures of a match it looks at, the whole match included.</summary>
    public int Captures { get; } = 1;

    /// <summary>
    /// Reads <c>\0</c> to <c>\9</c>, <c>\xHH</c>, and a backslash before any other byte as that byte. An LF
    /// alone becomes a line end; line ends at the end are left out, because one follows anyway.
    /// </summary>
    /// <param name="text">As it stands in the configuration.</param>
    /// <param name="fault">What is wrong, when the result is null.</param>
    public static Replacement? Read(ReadOnlySpan<byte> text, out string fault)
    {
        fault = "";
        List<byte> bytes = [];
        List<Piece> pieces = [];
        int start = 0;
        text = text.TrimEnd("\r\n"u8);
        for (int at = 0; at < text.Length;)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is >= (byte)'0' and <= (byte)'9')
            {
                AddText(bytes, pieces, ref start);
                pieces.Add(new Piece(0, 0, text[at + 1] - '0'));
                at += 2;
                continue;
            }

            if (Byte(text, ref at, out fault) is not { } one)
            {
                return null;
            }

            if (one == '\n' && (bytes.Count == 0 || bytes[^1] != '\r'))
            {
                bytes.Add((byte)'\r');
            }

            bytes.Add(one);
        }

        AddText(bytes, pieces, ref start);
        fault = LineFault(bytes);
        return fault.Length == 0 ? new Replacement(bytes, pieces) : null;
    }

    /// <summary>Adds it for one match.</summary>
    /// <param name="into">Where it goes.</param>
    /// <param name="line">What was matched against.</param>
    /// <param name="captures">At least <see cref="Captures"/> of them.</param>
    public void Write(
        ref HeadWriter into, scoped ReadOnlySpan<byte> line, scoped ReadOnlySpan<Capture> captures)
    {
        foreach (Piece piece in _pieces)
        {
            if (piece.Group < 0)
            {
                into.Add(_text.AsSpan(piece.Start, piece.Length));
            }
            else if (captures[piece.Group] is { Exists: true } capture)
            {
                into.Add(line.Slice(capture.Start, capture.Length));
            }
        }
    }

    private static byte? Byte(ReadOnlySpan<byte> text, ref int at, out string fault)
    {
        fault = "";
        byte one = text[at++];
        if (one != '\\')
        {
            return one;
        }

        if (at == text.Length)
        {
            fault = "a backslash at the end stands for nothing (write \\\\\\\\)";
            return null;
        }

        one = text[at++];
        if (one != 'x')
        {
            return one;
        }

        if (at + 2 > text.Length || !char.IsAsciiHexDigit((char)text[at])
            || !char.IsAsciiHexDigit((char)text[at + 1]))
        {
            fault = "two hexadecimal digits must follow \\x";
            return null;
        }

        byte value = Convert.FromHexString(
            [(char)text[at], (char)text[at + 1]])[0];
        at += 2;
        return value;
    }

    private static void AddText(List<byte> bytes, List<Piece> pieces, ref int start)
    {
        if (bytes.Count > start)
        {
            pieces.Add(new Piece(start, bytes.Count - start, -1));
            start = bytes.Count;
        }
    }

    /// <summary>What no message may contain, whatever the groups will be.</summary>
    private static string LineFault(List<byte> bytes)
    {
        for (int i = 0; i < bytes.Count; i++)
        {
            bool endsLine = bytes[i] == '\r' && i + 1 < bytes.Count && bytes[i + 1] == '\n';
            if (bytes[i] == 0 || (bytes[i] == '\r' && !endsLine))
            {
                return "NUL, or CR without LF, can be in no message";
            }
        }

        return "";
    }

    /// <param name="Start">Of bytes of the text.</param>
    /// <param name="Length">How many they are.</param>
    /// <param name="Group">Of the match; -1: these are bytes of the text.</param>
    private readonly record struct Piece(int Start, int Length, int Group);
}
