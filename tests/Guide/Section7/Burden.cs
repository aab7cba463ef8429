using System;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section7;

/// <summary>
/// How many requests a server has in its hands. One counts from its arrival until its answer is sent, not
/// after: as soon as the balancer has the answer, it may use the place again.
/// </summary>
internal sealed class Burden
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private readonly Func<Task> _work;
    private readonly Lock _lock = new();
    private int _now;

    /// <param name="server">Whose requests are counted, and all answered with "ok".</param>
    /// <param name="work">What it does before it answers.</param>
    public Burden(ScriptedServer server, Func<Task> work)
    {
        _work = work;
        server.Serve(Carry);
    }

    /// <summary>The most at one moment.</summary>
    public int Most { get; private set; }

    private async Task Carry(RawConnection connection)
    {
        lock (_lock) Most = int.Max(Most, ++_now);
        await connection.ReadThrough();
        await _work();
        lock (_lock) _now--;
        await connection.Send(Answer);
    }
}
