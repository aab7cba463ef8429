using System;
using Weir.Model.Plan.Logs;

namespace Weir.Relay.Log.Lines;

/// <summary>The texts of a log line: names, what a client has sent, what was captured.</summary>
internal static class LineTexts
{
    /// <summary>Bytes of a request line that are shown, before they are encoded.</summary>
    private const int RequestBytesMost = 1023;

    /// <summary>A name, or something of the request line.</summary>
    /// <param name="line">It grows.</param>
    /// <param name="piece">Which text, and how it is written.</param>
    /// <param name="facts">Where it is.</param>
    /// <param name="host">The name of this machine.</param>
    public static void Add(
        ref LineText line, in LogPiece piece, in LogFacts facts, ReadOnlySpan<byte> host)
    {
        bool isQuoted = (piece.Style & LogStyle.Quoted) != 0;
        line.AddIf(isQuoted, (byte)'"');
        switch (piece.Field)
        {
            case LogField.Host:
                line.AddText(host, piece.Style);
                break;
            case LogField.Frontend:
                line.AddText(facts.Frontend.NameText, piece.Style);
                break;
            case LogField.Backend:
                line.AddText(facts.Backend.NameText, piece.Style);
                break;
            case LogField.Server:
                line.AddText(facts.Server, piece.Style);
                break;
            case var _ when facts.RequestLine.IsEmpty:
                line.Add("<BADREQ>"u8);
                break;
            default:
                AddOfRequest(ref line, in piece, facts.RequestLine);
                break;
        }

        line.AddIf(isQuoted, (byte)'"');
    }

    /// <summary>What a cookie was: <c>name=value</c>, as it came.</summary>
    /// <param name="line">It grows.</param>
    /// <param name="piece">How it is written.</param>
    /// <param name="kept">Of the request, or of the response.</param>
    /// <param name="plan">Whether one is captured.</param>
    public static void AddCookie(
        ref LineText line, in LogPiece piece, ReadOnlySpan<byte> kept, LogPlan plan)
    {
        ReadOnlySpan<byte> cookie = default;
        bool isThere = plan.Cookie is not null && CaptureList.TryTake(ref kept, out cookie);
        AddMaybe(ref line, isThere, cookie, in piece);
    }

    /// <summary>
    /// Every header that is captured; nothing at all where the request was not read, or none is.
    /// </summary>
    /// <param name="line">It grows.</param>
    /// <param name="piece">In braces, or one text for each.</param>
    /// <param name="kept">Of the request, or of the response.</param>
    /// <param name="facts">Whether the request was read, and a cookie stands before them.</param>
    public static void AddHeaders(
        ref LineText line, in LogPiece piece, ReadOnlySpan<byte> kept, in LogFacts facts)
    {
        LogPlan plan = facts.Frontend.Log;
        bool isOfRequest = piece.Field is LogField.RequestHeaders or LogField.RequestHeaderList;
        int count = isOfRequest ? plan.RequestHeaders.Length : plan.ResponseHeaders.Length;
        if (count == 0 || facts.RequestLine.IsEmpty)
        {
            return;
        }

        if (plan.Cookie is not null)
        {
            CaptureList.TryTake(ref kept, out _);
        }

        bool isList = piece.Field is LogField.RequestHeaderList or LogField.ResponseHeaderList;
        for (int i = 0; i < count; i++)
        {
            bool isThere = CaptureList.TryTake(ref kept, out ReadOnlySpan<byte> value);
            if (isList)
            {
                line.AddIf(i > 0, (byte)' ');
                AddMaybe(ref line, isThere, value, in piece);
            }
            else
            {
                line.Add(i == 0 ? (byte)'{' : (byte)'|');
                line.AddEncoded(value, isValue: true, piece.Style);
            }
        }

        line.AddIf(!isList, (byte)'}');
    }

    private static void AddOfRequest(ref LineText line, in LogPiece piece, ReadOnlySpan<byte> request)
    {
        ReadOnlySpan<byte> part = piece.Field == LogField.RequestLine
            ? request
            : RequestParts.Of(request, piece.Field);
        part = part[..Math.Min(part.Length, RequestBytesMost)];
        line.AddEncoded(part, isValue: false, piece.Style);
    }

    /// <summary>A text that may be missing: <c>-</c>, or nothing between quotes.</summary>
    private static void AddMaybe(
        ref LineText line, bool isThere, scoped ReadOnlySpan<byte> text, in LogPiece piece)
    {
        bool isQuoted = (piece.Style & LogStyle.Quoted) != 0;
        line.AddIf(isQuoted || !isThere, isQuoted ? (byte)'"' : (byte)'-');
        if (piece.Field is LogField.RequestHeaderList or LogField.ResponseHeaderList)
        {
            line.AddEncoded(text, isValue: true, piece.Style);
        }
        else
        {
            line.AddText(text, piece.Style);
        }

        line.AddIf(isQuoted, (byte)'"');
    }
}
