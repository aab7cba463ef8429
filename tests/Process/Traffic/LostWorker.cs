using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Traffic;

/// <summary>A worker is killed while clients come and go without a pause.</summary>
public sealed class LostWorker
{
    private const string Family = "2.6 has no such processes";
    private const int Clients = 4;
    private const int Enough = 40; // answers: ten to each client

    private volatile bool _over;
    private int _answered;
    private int _lost;

    [Theory]
    [WeirAlone(Family, "    nbthread 1\n")]
    [WeirAlone(Family, "    nbthread 2\n")]
    public async Task OnlyWhatItHeldIsLostAndNobodyIsRefused(Product product, string global)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        await using Started weir = await Started.WholeFamily(product, place, global);
        int worker = await weir.ChildOf("worker");
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(_ => VisitOften(place))];
        await Answers(Enough, clients);

        ProcessTree.Signal(worker, ProcessTree.SigKill);
        await weir.Says($"Current worker ({worker}) exited with code 137 (Killed)");
        await weir.Says("New worker (");
        await Answers(Volatile.Read(ref _answered) + Enough, clients);
        _over = true;
        await Task.WhenAll(clients); // throws when one was refused, or was given another answer

        Assert.InRange(_lost, 0, Clients); // each has one connection at a time
    }

    private Task Answers(int number, Task[] clients) => Patience.Until(
        () => Volatile.Read(ref _answered) >= number || clients.Any(client => client.IsFaulted),
        () => $"{_answered} answers, {_lost} lost");

    private async Task VisitOften(Place place)
    {
        while (!_over)
        {
            string answer = await GetOrLose(place);
            if (answer.Length == 0)
            {
                Interlocked.Increment(ref _lost);
                continue;
            }

            Assert.Equal("200 ok", answer);
            Interlocked.Increment(ref _answered);
        }
    }

    /// <summary>Empty when the connection was lost, even while asking. To be refused throws.</summary>
    private static async Task<string> GetOrLose(Place place)
    {
        try
        {
            return await Client.Get(place);
        }
        catch (SocketException lost) when (lost.SocketErrorCode != SocketError.ConnectionRefused)
        {
            return "";
        }
    }
}
