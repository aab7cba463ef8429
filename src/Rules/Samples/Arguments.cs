using System;
using Weir.Ground.Net;
using Weir.Model.Plan;
using Weir.Model.Plan.Users;

namespace Weir.Rules.Samples;

/// <summary>
/// The arguments of one fetch or converter in one line, ready for use. What no argument says is empty or 0.
/// </summary>
internal sealed class Arguments
{
    /// <summary>The first text, one byte for each character.</summary>
    public byte[] Text { get; set; } = [];

    /// <summary>The second text.</summary>
    public byte[] OtherText { get; set; } = [];

    public long Number { get; set; }

    /// <summary>The second number.</summary>
    public long OtherNumber { get; set; }

    /// <summary>How many were written.</summary>
    public int Count { get; set; }

    /// <summary>
    /// The proxy that is named; null: whichever the context has. Set when every proxy has its plan.
    /// </summary>
    public ProxyPlan? Proxy { get; set; }

    public ServerPlan? Server { get; set; }

    /// <summary>Set as <see cref="Proxy"/> is.</summary>
    public UserList Users { get; set; } = UserList.Empty;

    public IpEndpoint Address { get; set; }

    /// <summary>A network of IPv4 addresses.</summary>
    public IpNetwork Network { get; set; }

    /// <summary>A network of IPv6 addresses.</summary>
    public IpNetwork OtherNetwork { get; set; }

    /// <summary>An environment variable, or null; for those that look at one when a line is read.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>
    /// Several values may be looked at in turn; else, without a number, the last one is meant.
    /// </summary>
    public bool Iterates { get; set; }
}
