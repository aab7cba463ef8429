using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Weir.Relay.Stream;

namespace Weir.Relay.Server;

/// <summary>
/// Tells the keeper of servers whose traffic goes wrong too often in a row (<c>observe</c>). Of other servers
/// nothing is counted.
/// </summary>
internal sealed class Observer<TIo>(WorkerState<TIo> worker)
    where TIo : struct, IIoBackend
{
    /// <summary>A connection stands.</summary>
    public void Connected(in StreamState s)
    {
        ServerPlan server = worker.ServerOf(in s);
        if (server.Observe is { Mode: ObserveMode.Layer4 })
        {
            worker.Board.Errors(server.Id).Forgive();
        }
    }

    /// <summary>
    /// A connection could not be made; what this box itself lacks says nothing of the server.
    /// </summary>
    /// <param name="s">Whose it was to be.</param>
    /// <param name="error">An errno, negated, or why it could not be dialled.</param>
    public void NotConnected(in StreamState s, int error)
    {
        ServerPlan server = worker.ServerOf(in s);
        bool isOurs = error is -Errno.EMFILE or -Errno.ENFILE or -Errno.ENOMEM or -Errno.ENOBUFS
            or -Errno.EADDRNOTAVAIL;
        if (server.Observe is not null && !isOurs && !DialFailure.IsOfSource(error))
        {
            Count(server, ObservedError.Connect);
        }
    }

    /// <summary>A final answer: 1xx to 4xx are good, and two that tell what a server cannot do.</summary>
    public void Answered(in StreamState s, int status)
    {
        ServerPlan server = worker.ServerOf(in s);
        if (server.Observe is not { Mode: ObserveMode.Layer7 })
        {
            return;
        }

        if (status is < 500 or 501 or 505)
        {
            worker.Board.Errors(server.Id).Forgive();
        }
        else
        {
            Count(server, ObservedError.Status);
        }
    }

    /// <summary>There is no answer, and there will be none.</summary>
    public void NotAnswered(in StreamState s, ObservedError why)
    {
        if (s.Has(StreamFlags.Stats))
        {
            return; // the keeper was asked, and no server
        }

        ServerPlan server = worker.ServerOf(in s);
        if (server.Observe is { Mode: ObserveMode.Layer7 })
        {
            Count(server, why);
        }
    }

    private void Count(ServerPlan server, ObservedError error)
    {
        if (worker.Board.Errors(server.Id).Count(error, server.Observe!.Limit))
        {
            worker.Call(worker.Board.Shape.Workers); // the keeper
        }
    }
}
