using System;
using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Draft;

namespace Weir.Model.Keywords.Binds;

/// <summary>Words of the <c>bind</c> line that work.</summary>
internal static class BindWords
{
    /// <summary>The longest name of a network device (IFNAMSIZ, less the NUL).</summary>
    private const int DeviceNameMost = 15;

    public static readonly BindWord[] Table =
    [
        new("backlog", "<number>", Default: "the section's 'backlog'", Example: "backlog 1000",
            Doc: "Length of the kernel's queue of waiting connections.",
            Apply: static (line, bind) => bind.Backlog = line.Integer(0, int.MaxValue,
                line.Left == 0 ? "'backlog' : missing value" : null)),
        new("defer-accept", "", Default: "off", Example: "defer-accept",
            Doc: "Clients are accepted once they have sent something, or after a minute.",
            Apply: static (_, bind) => bind.Traits |= SocketTraits.Deferred),
        new("id", "<number>", Default: "none", Example: "id 17",
            Doc: "A number for statistics.",
            Apply: static (line, bind) => bind.NumericId = NumericId(line)),
        new("interface", "<device>", Default: "every one", Example: "interface lo",
            Doc: "Only clients that come through this network device.",
            Apply: static (line, bind) => bind.Device =
                Device(line, "'interface' : missing interface name")),
        new("mss", "<bytes>", Default: "the device's", Example: "mss 1400",
            Doc: "The longest segment that clients may send, and with them the longest that they get.",
            Apply: static (line, bind) => bind.SegmentBytes = SegmentBytes(line)),
        new("name", "<name>", Default: "none", Example: "name public",
            Doc: "A name for statistics.",
            Apply: static (line, bind) => bind.Name = line.Word("'name' : missing name")),
        new("transparent", "", Default: "off", Example: "transparent",
            Doc: "The address need not be one of this machine.",
            Apply: static (_, bind) => bind.Traits |= SocketTraits.Foreign),
        new("v4v6", "", Default: "off", Example: "v4v6",
            Doc: "An IPv6 wildcard takes clients of IPv4 as well.",
            Apply: static (_, bind) => bind.TakesIpv4 = true),
        new("v6only", "", Default: "on", Example: "v6only",
            Doc: "An IPv6 wildcard takes clients of IPv6 only.",
            Apply: static (_, bind) => bind.TakesIpv4 = false),
    ];

    /// <summary>The name of a network device, a NUL behind it; null after an error.</summary>
    internal static byte[]? Device(Line line, string missing)
    {
        string name = line.Word(missing);
        if (!line.HasFailed && name.Length > DeviceNameMost)
        {
            line.Error(name, $"'interface' : '{name}' is longer than the name of a device can be");
        }

        return line.HasFailed ? null : ByteText.ToBytes(name + "\0");
    }

    private static int NumericId(Line line)
    {
        string word = line.Next() ?? "";
        if (!int.TryParse(word, out int id))
        {
            line.Error(word, word.Length == 0
                ? "'id' : expects an integer argument"
                : $"'id' : expects an integer argument, found '{word}'");
        }
        else if (id <= 0)
        {
            line.Error(word, "'id' : custom id has to be > 0");
        }

        return id;
    }

    private static int SegmentBytes(Line line)
    {
        string word = line.Word("'mss' : missing MSS value");
        bool isNumber = int.TryParse(word, out int bytes);
        if (!line.HasFailed && (!isNumber || Math.Abs((long)bytes) is 0 or > ushort.MaxValue))
        {
            line.Error(word, "'mss' : expects an MSS with and absolute value between 1 and 65535");
        }

        return Math.Abs(bytes);
    }
}
