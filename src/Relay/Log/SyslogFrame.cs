using System;
using System.Globalization;
using System.Text;
using Weir.Ground.Check;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;

namespace Weir.Relay.Log;

/// <summary>
/// What one target wraps around each message: <c>&lt;PRI&gt;Mon DD hh:mm:ss tag[pid]: message LF</c>, or more
/// or less (<see cref="LogFrame"/>).
/// </summary>
internal sealed class SyslogFrame
{
    private const int LevelMost = 7;
    private const int PriorityMost = 5; // <191>

    private readonly LogTarget _target;
    private readonly LocalTime _time;
    private readonly byte[] _sender;
    private readonly byte[][] _priorities; // by level

    /// <param name="target">Whose format, facility, levels and length apply.</param>
    /// <param name="tag">The program's name, unless the target has one of its own.</param>
    /// <param name="pid">The process that the operator knows: the master.</param>
    /// <param name="time">May be shared by all frames of a thread.</param>
    public SyslogFrame(LogTarget target, ReadOnlySpan<byte> tag, int pid, LocalTime time)
    {
        _target = target;
        _time = time;
        byte[] number = Encoding.ASCII.GetBytes(pid.ToString(CultureInfo.InvariantCulture));
        ReadOnlySpan<byte> name = target.Tag.Length > 0 ? target.Tag : tag;
        ReadOnlySpan<byte> host = target.Host.Length > 0 ? target.Host : Unnamed;
        _sender = target.Frame switch
        {
            LogFrame.Local => [(byte)' ', .. name, (byte)'[', .. number, .. "]: "u8],
            LogFrame.Rfc3164 =>
                [(byte)' ', .. host, (byte)' ', .. name, (byte)'[', .. number, .. "]: "u8],
            _ => [],
        };
        _priorities = new byte[LevelMost + 1][];
        for (int level = 0; level <= LevelMost; level++)
        {
            int priority = target.Frame == LogFrame.Short ? level : (target.Facility * 8) + level;
            _priorities[level] = Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"<{priority}>"));
        }
    }

    /// <summary>
    /// Bytes that every framed message of this target stays within, even one whose <c>len</c> has no room for
    /// the header.
    /// </summary>
    public int BytesMost => Math.Max(_target.MaxBytes, HeaderMost + 1);

    /// <summary>
    /// HAProxy names no host but this one, unless <c>log-send-hostname</c> tells it to: the receiver knows
    /// the address that a datagram came from.
    /// </summary>
    private static ReadOnlySpan<byte> Unnamed => "localhost"u8;

    private int HeaderMost => PriorityMost + LocalTime.StampBytes + _sender.Length;

    /// <summary>True when the target takes messages of this level, 0 (emerg) .. 7 (debug).</summary>
    public bool Takes(int level) => level <= _target.MaxLevel;

    /// <summary>Room to give to <see cref="Write"/> for a message of this length.</summary>
    public int RoomFor(int messageBytes) => (int)Math.Min(BytesMost, (long)HeaderMost + messageBytes + 1);

    /// <summary>
    /// Writes the framed message, cut to the target's length; returns its length. The last byte is LF.
    /// </summary>
    public int Write(int level, ReadOnlySpan<byte> message, long wallMs, Span<byte> into)
    {
        Must.Hold(level is >= 0 and <= LevelMost);
        Must.Hold(into.Length >= RoomFor(message.Length));
        int at = WriteHeader(Math.Max(level, _target.MinLevel), wallMs, into);
        int room = Math.Min(into.Length, BytesMost) - at - 1;
        ReadOnlySpan<byte> kept = message[..Math.Min(message.Length, room)];
        kept.CopyTo(into[at..]);
        at += kept.Length;
        into[at] = (byte)'\n';
        return at + 1;
    }

    private int WriteHeader(int level, long wallMs, Span<byte> into)
    {
        if (_target.Frame == LogFrame.Raw)
        {
            return 0;
        }

        byte[] priority = _priorities[level];
        priority.CopyTo(into);
        int at = priority.Length;
        if (_target.Frame == LogFrame.Short)
        {
            return at;
        }

        at += _time.WriteStamp(wallMs, into[at..]);
        _sender.CopyTo(into[at..]);
        return at + _sender.Length;
    }
}
