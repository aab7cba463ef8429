using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;
using Xunit.Abstractions;

namespace Weir.Tests.Process.Faults;

/// <summary>
/// Keepers are killed at random moments under load: no client notices, and states of servers stay as they
/// were found, until they change.
/// </summary>
public sealed class KilledKeepers(ITestOutputHelper output)
{
    private const int Rounds = 4; // who dies young again and again is replaced after a pause
    private const int KillsEach = 5;
    private const int Visitors = 12;

    [Fact]
    public async Task NobodyNoticesAndStatesStay()
    {
        Dice dice = Dice.Rolled(output);
        for (int round = 0; round < Rounds; round++)
        {
            await using UnderLoad load = await UnderLoad.Start(2, Visitors, stay: true);
            for (int kill = 0; kill < KillsEach; kill++)
            {
                int keeper = await load.Weir.ChildOf("keeper");
                await Task.Delay(dice.Between(0, 40)); // any moment will do
                ProcessTree.Signal(keeper, ProcessTree.SigKill);
                await load.Weir.Says($"Current keeper ({keeper}) exited with code 137");
                await load.MoreAnswers(Visitors);
            }

            load.Down.Listen();
            await load.Weir.Says("Server be/c is UP");
            await Patience.Until(() => load.Down.Answered > 0, () => "the third server is not used");
            await load.StopVisitors();
            output.WriteLine($"{KillsEach} kills: {load.Losses}");
            Assert.Empty(load.Losses.Wrong);
            Assert.Empty(load.Losses.Lost);
            Assert.Equal(0, load.Losses.Refused);
            Assert.DoesNotContain("be/a is DOWN", load.Weir.Errors);
            Assert.DoesNotContain("be/b is DOWN", load.Weir.Errors);
        }
    }
}
