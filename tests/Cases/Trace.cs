using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Tests.Cases;

/// <summary>What the protocol code makes of some bytes, as one line of words.</summary>
internal static class Trace
{
    public const string Incomplete = "incomplete";

    private const int FieldsMax = 8; // few, so that a case can have too many

    /// <param name="bytes">What has arrived.</param>
    /// <param name="withFields">Whether the trace names every field with its value.</param>
    public static string OfRequest(ReadOnlySpan<byte> bytes, bool withFields)
    {
        Field[] fields = new Field[FieldsMax];
        ParseStatus status = RequestParser.Parse(bytes, fields, out RequestHead head, out Reject reject);
        if (status != ParseStatus.Complete)
        {
            return OfUnfinished(status, reject);
        }

        List<string> words = [Bytes.Show(bytes.Slice(head.Start, head.MethodLength))];
        AddWhen(words, head.Method == Method.Other, "(other)");
        words.Add(Bytes.Show(bytes.Slice(head.TargetStart, head.TargetLength)));
        words.Add(FormattableString.Invariant($"1.{head.Minor}"));
        words.Add(OfBody(head.Body));
        words.Add(head.KeepAlive ? "keep-alive" : "close");
        AddWhen(words, head.ExpectsContinue, "expects");
        AddWhen(words, head.Upgrade, "upgrade");
        AddWhen(words, head.ConnectionFields, "connection-fields");
        AddWhen(words, head.DropContentLength, "drop-length");
        AddWhen(words, head.AddContentLength, Number("add-length", head.DeclaredLength));
        AddWhen(words, head.BareLf, "bare-lf");
        AddWhen(words, head.Start > 0, Number("start", head.Start));
        AddWhen(words, head.Length < bytes.Length, Number("rest", bytes.Length - head.Length));
        CheckOffsets(bytes, head.LineEnd, head.FieldsEnd, head.Length, fields.AsSpan(0, head.FieldCount));
        AddFields(words, bytes, withFields ? fields.AsSpan(0, head.FieldCount) : []);
        return string.Join(' ', words);
    }

    public static string OfResponse(ReadOnlySpan<byte> bytes, Method requestMethod, bool withFields)
    {
        Field[] fields = new Field[FieldsMax];
        ParseStatus status =
            ResponseParser.Parse(bytes, fields, requestMethod, out ResponseHead head, out Reject reject);
        if (status != ParseStatus.Complete)
        {
            return OfUnfinished(status, reject);
        }

        List<string> words = [head.Status.ToString(CultureInfo.InvariantCulture)];
        words.Add(FormattableString.Invariant($"1.{head.Minor}"));
        words.Add(OfBody(head.Body));
        words.Add(head.KeepAlive ? "keep-alive" : "close");
        AddWhen(words, head.ConnectionFields, "connection-fields");
        AddWhen(words, head.DropContentLength, "drop-length");
        AddWhen(words, head.AddContentLength, Number("add-length", head.DeclaredLength));
        AddWhen(words, head.DropTransferEncoding, "drop-coding");
        AddWhen(words, head.BareLf, "bare-lf");
        AddWhen(words, head.Length < bytes.Length, Number("rest", bytes.Length - head.Length));
        CheckOffsets(bytes, head.LineEnd, head.FieldsEnd, head.Length, fields.AsSpan(0, head.FieldCount));
        AddFields(words, bytes, withFields ? fields.AsSpan(0, head.FieldCount) : []);
        return string.Join(' ', words);
    }

    /// <summary>
    /// A chunked body that arrives in pieces: how it ends, and how many bytes belong to it.
    /// </summary>
    public static string OfChunks(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> cuts)
    {
        ChunkReader reader = default;
        int at = 0;
        for (int piece = 0; piece <= cuts.Length; piece++)
        {
            int end = piece < cuts.Length ? cuts[piece] : bytes.Length;
            ChunkStep step = reader.Scan(bytes[at..end].ToArray(), out int taken);
            at += taken;
            if (step != ChunkStep.More)
            {
                return FormattableString.Invariant($"{(step == ChunkStep.Done ? "done" : "bad")} {at}");
            }
        }

        return FormattableString.Invariant($"more {at}");
    }

    /// <summary>The values of every cookie of that name, then what is left of the field.</summary>
    public static string OfCookie(ReadOnlySpan<byte> value, ReadOnlySpan<byte> name)
    {
        StringBuilder words = new();
        StringBuilder rest = new();
        int at = 0;
        bool only = false;
        bool found = CookieSearch.Find(value, name, out CookiePair pair);
        while (found)
        {
            words.Append('[').Append(Bytes.Show(value.Slice(pair.ValueStart, pair.ValueLength))).Append("] ");
            rest.Append(Bytes.Show(value[at..pair.CutStart]));
            at = pair.CutEnd;
            only = pair.Only;
            found = CookieSearch.FindNext(value, name, in pair, out pair);
        }

        rest.Append(Bytes.Show(value[at..]));
        words.Append(only ? "dropped" : "left [" + rest + "]");
        return words.ToString();
    }

    private static string OfUnfinished(ParseStatus status, Reject reject) =>
        status == ParseStatus.Incomplete ? Incomplete : "refused " + reject;

    private static string OfBody(BodyPlan body) => body.Kind switch
    {
        BodyKind.None => "none",
        BodyKind.Chunked => "chunked",
        BodyKind.UntilClose => "until-close",
        _ => Number("length", body.Length),
    };

    private static string Number(string name, long value) => FormattableString.Invariant($"{name}={value}");

    private static void AddWhen(List<string> words, bool condition, string word)
    {
        if (condition)
        {
            words.Add(word);
        }
    }

    private static void AddFields(List<string> words, ReadOnlySpan<byte> bytes, ReadOnlySpan<Field> fields)
    {
        foreach (Field field in fields)
        {
            words.Add(Bytes.Show(field.NameIn(bytes)) + "=[" + Bytes.Show(field.ValueIn(bytes)) + "]");
        }
    }

    /// <summary>The lines of a head touch each other, from the start line to the body.</summary>
    private static void CheckOffsets(
        ReadOnlySpan<byte> bytes, int lineEnd, int fieldsEnd, int length, ReadOnlySpan<Field> fields)
    {
        int at = lineEnd + (bytes[lineEnd] == '\r' ? 2 : 1);
        foreach (Field field in fields)
        {
            Xunit.Assert.Equal(at, field.Start);
            at = field.End;
        }

        Xunit.Assert.Equal(at, fieldsEnd);
        Xunit.Assert.Equal(fieldsEnd + (bytes[fieldsEnd] == '\r' ? 2 : 1), length);
    }
}
