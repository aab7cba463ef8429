using System;
using Weir.Ground.Net;
using Weir.Model.Plan.Logs;
using Weir.Relay.Stream;

namespace Weir.Relay.Log.Lines;

/// <summary>Writes log lines, piece by piece as a layout says.</summary>
/// <param name="pid">The process that the operator knows: the master.</param>
/// <param name="host">The name of this machine.</param>
internal sealed class LineWriter(int pid, byte[] host)
{
    private readonly LocalTime _time = new();
    private readonly byte[] _host = host;
    private readonly int _pid = pid;

    /// <summary>Writes a line, cut where <paramref name="into"/> ends; returns its length.</summary>
    /// <param name="into">Where it is written; <see cref="LineText.Slack"/> bytes of it stay behind.</param>
    /// <param name="layout">What it looks like.</param>
    /// <param name="facts">Names, addresses, counts.</param>
    /// <param name="stream">Times, status, termination.</param>
    public int Write(Span<byte> into, LogLayout layout, in LogFacts facts, in StreamState stream)
    {
        LineText line = new(into);
        bool isGap = false;
        foreach (ref readonly LogPiece piece in layout.Pieces.AsSpan())
        {
            if (piece.IsShort && !isGap)
            {
                line.AddWord(piece.BeforeWord, piece.Before.Length);
            }
            else
            {
                AddBefore(ref line, piece.Before, isGap);
            }

            if (piece.Field is > LogField.Nothing and <= LogField.ProcessId && piece.Style == LogStyle.None)
            {
                line.AddNumber(LineNumbers.Of(piece.Field, facts, stream, _pid)); // most of a line is this
                isGap = false;
            }
            else
            {
                int before = line.Length;
                Add(ref line, in piece, facts, stream);
                isGap = piece.Field >= LogField.RequestHeaders && line.Length == before;
            }
        }

        return line.Length;
    }

    /// <summary>Blanks around what tells nothing are one blank.</summary>
    private static void AddBefore(ref LineText line, ReadOnlySpan<byte> text, bool isGap)
    {
        if (isGap && line.EndsInBlank && text.StartsWith(" "u8))
        {
            text = text[1..];
        }

        line.Add(text);
    }

    private void Add(ref LineText line, in LogPiece piece, in LogFacts facts, in StreamState stream)
    {
        switch (piece.Field)
        {
            case LogField.Nothing:
                break;
            case <= LogField.ServerPort:
                AddNumber(ref line, in piece, facts, stream);
                break;
            case <= LogField.ServerAddress:
                AddAddress(ref line, in piece, facts);
                break;
            case <= LogField.RequestDateLocal:
                AddDate(ref line, piece.Field, facts, stream);
                break;
            case <= LogField.Version:
                LineTexts.Add(ref line, in piece, facts, _host);
                break;
            case LogField.RequestCookie:
                LineTexts.AddCookie(ref line, in piece, facts.RequestCaptures, facts.Frontend.Log);
                break;
            case LogField.ResponseCookie:
                LineTexts.AddCookie(ref line, in piece, facts.ResponseCaptures, facts.Frontend.Log);
                break;
            case <= LogField.TerminationAndCookie:
                AddTermination(ref line, piece.Field, facts, stream);
                break;
            case LogField.RequestHeaders or LogField.RequestHeaderList:
                LineTexts.AddHeaders(ref line, in piece, facts.RequestCaptures, facts);
                break;
            default:
                LineTexts.AddHeaders(ref line, in piece, facts.ResponseCaptures, facts);
                break;
        }
    }

    private void AddNumber(ref LineText line, in LogPiece piece, in LogFacts facts, in StreamState stream)
    {
        long number = LineNumbers.Of(piece.Field, facts, stream, _pid);
        if ((piece.Style & LogStyle.Hexadecimal) != 0 && HexadecimalDigits(piece.Field) is > 0 and int least)
        {
            line.AddHexadecimal((ulong)number, least);
            return;
        }

        switch (piece.Field)
        {
            case LogField.Retries when stream.Has(StreamFlags.Redispatched):
                line.Add((byte)'+');
                break;
            case LogField.AcceptMilliseconds:
                line.Add(number < 10 ? "00"u8 : number < 100 ? "0"u8 : default);
                break;
            case LogField.ServerPort when number == 0:
                line.Add((byte)'-');
                return;
            default:
                break;
        }

        line.AddNumber(number);
    }

    /// <summary>How many at least; 0: <c>X</c> means nothing for this one.</summary>
    private static int HexadecimalDigits(LogField field) => field switch
    {
        LogField.ClientPort or LogField.FrontendPort or LogField.ServerPort or LogField.ProcessId => 4,
        LogField.AcceptMilliseconds => 2,
        LogField.AcceptSeconds => 1,
        _ => 0,
    };

    private static void AddAddress(ref LineText line, in LogPiece piece, in LogFacts facts)
    {
        IpEndpoint address = piece.Field switch
        {
            LogField.ClientAddress => facts.Peer,
            LogField.FrontendAddress => facts.Local,
            _ => facts.ServerAddress,
        };
        bool isQuoted = (piece.Style & LogStyle.Quoted) != 0;
        line.AddIf(isQuoted, (byte)'"');
        if (address.Family == IpFamily.None)
        {
            line.AddIf(!isQuoted, (byte)'-');
        }
        else if ((piece.Style & LogStyle.Hexadecimal) == 0)
        {
            line.AddAddress(address);
        }
        else
        {
            if (address.Family == IpFamily.V6)
            {
                line.AddHexadecimal(address.High, 16);
            }

            line.AddHexadecimal(address.Low, address.Family == IpFamily.V6 ? 16 : 8);
        }

        line.AddIf(isQuoted, (byte)'"');
    }

    private void AddDate(ref LineText line, LogField field, in LogFacts facts, in StreamState stream)
    {
        bool isOfRequest = field >= LogField.RequestDate;
        long wallMs = isOfRequest ? stream.BeganWallMs : facts.SinceWallMs;
        bool hasMs = field is LogField.AcceptDate or LogField.RequestDate;
        Span<byte> date = line.Take(hasMs ? LocalTime.DateBytes : LocalTime.ZonedDateBytes);
        if (date.IsEmpty)
        {
            return;
        }

        if (hasMs)
        {
            _time.WriteDate(wallMs, date);
        }
        else
        {
            _time.WriteZonedDate(wallMs, field is LogField.AcceptDateGmt or LogField.RequestDateGmt, date);
        }
    }

    private static void AddTermination(
        ref LineText line, LogField field, in LogFacts facts, in StreamState stream)
    {
        line.Add(stream.End.Cause);
        line.Add(stream.End.Phase);
        if (field == LogField.TerminationAndCookie)
        {
            line.Add(CookieLetter(stream.RequestCookie, facts.HasCookieMode));
            line.Add(CookieLetter(stream.ResponseCookie, facts.HasCookieMode));
        }
    }

    private static byte CookieLetter(byte letter, bool hasCookieMode) =>
        letter == 0 || !hasCookieMode ? (byte)'-' : letter;
}
