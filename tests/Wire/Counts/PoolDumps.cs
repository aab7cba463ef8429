using System;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire.Counts;

/// <summary>
/// Picks the answers to SIGQUIT out of what a balancer says on descriptor 2: from "Dumping pools usage."
/// to the line of totals.
/// </summary>
internal sealed partial class PoolDumps
{
    private readonly Channel<Holdings> _whole = Channel.CreateUnbounded<Holdings>();
    private Holdings _counted;
    private bool _inside;

    /// <summary>The next dump, for which a signal has been sent.</summary>
    public Task<Holdings> Next() =>
        Patience.For(stop => _whole.Reader.ReadAsync(stop), () => "SIGQUIT was not answered");

    /// <summary>False: the line is none of a dump.</summary>
    public bool Take(string? line)
    {
        if (line is null) return false;
        if (line.StartsWith("Dumping pools usage.", StringComparison.Ordinal))
        {
            _inside = true;
            _counted = default;
            return true;
        }

        if (!_inside) return false;
        Match pool = PoolLine().Match(line);
        if (pool.Success) Count(pool.Groups["name"].Value, int.Parse(pool.Groups["used"].Value));
        if (!line.StartsWith("Total: ", StringComparison.Ordinal)) return true;
        _inside = false;
        return _whole.Writer.TryWrite(_counted);
    }

    private void Count(string pool, int used) => _counted = pool switch
    {
        "client" => _counted with { Clients = used },
        "server" => _counted with { Servers = used },
        "stream" => _counted with { Streams = used },
        "buffer" => _counted with { Buffers = used },
        _ => _counted,
    };

    [GeneratedRegex(@"^  - Pool (?<name>\w+) .* (?<used>\d+) used$")]
    private static partial Regex PoolLine();
}
