using System;
using Weir.Model.Plan.Logs;
using Weir.Wire.Http;

namespace Weir.Relay.Log.Lines;

/// <summary>The parts of a request line, for log lines of one's own making (manual 8.2.6).</summary>
internal static class RequestParts
{
    /// <summary>Empty when the request has no such part.</summary>
    /// <param name="line">Well-formed, without its line's end.</param>
    /// <param name="part">Which one.</param>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line, LogField part)
    {
        int target = line.IndexOf((byte)' ') + 1;
        int version = line.LastIndexOf((byte)' ') + 1;
        return part switch
        {
            LogField.Method => line[..Math.Max(0, target - 1)],
            LogField.Version => line[version..],
            _ when version <= target => default,
            _ => PartOf(line[target..(version - 1)], part),
        };
    }

    private static ReadOnlySpan<byte> PartOf(ReadOnlySpan<byte> target, LogField part)
    {
        int query = target.IndexOf((byte)'?');
        ReadOnlySpan<byte> before = query < 0 ? target : target[..query];
        return part switch
        {
            LogField.TargetPath => before,
            LogField.Path => Target.PathOf(before),
            LogField.Query => query < 0 ? default : target[query..],
            _ => target,
        };
    }
}
