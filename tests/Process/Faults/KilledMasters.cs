using System.Diagnostics;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;
using Xunit.Abstractions;

namespace Weir.Tests.Process.Faults;

/// <summary>
/// Masters are killed at random moments under load: what has begun is answered, nothing new is taken, and
/// nobody is left, as after a soft stop.
/// </summary>
public sealed class KilledMasters(ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int Visitors = 8;
    private const int Held = 4;

    [Fact]
    public async Task TheChildrenFinishAsAfterASoftStop()
    {
        Dice dice = Dice.Rolled(output);
        for (int kill = 0; kill < Kills; kill++)
        {
            await using UnderLoad load = await UnderLoad.Start(3, Visitors, stay: false);
            await Task.Delay(dice.Between(0, 40)); // any moment will do
            load.A.Shut();
            load.B.Shut();
            await Patience.Until(
                () => load.A.Waiting + load.B.Waiting >= Held, () => $"nobody waits: {load.Losses}");
            long killedAt = Stopwatch.GetTimestamp();
            load.Weir.Signal(ProcessTree.SigKill);
            await Sockets.Expect(load.Place, 0);
            load.A.Open();
            load.B.Open();
            await load.StopVisitors();
            await load.Weir.NobodyIsLeft();
            output.WriteLine($"kill {kill}: {load.Losses}");
            Assert.Empty(load.Losses.Wrong);
            // Who had not asked yet is not waited for, and a queue that is closed turns away who is in it.
            Assert.DoesNotContain(load.Losses.Lost, loss => loss.AskedAt < killedAt);
        }
    }
}
