using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Traffic;

/// <summary>A client that would stay for more requests does not keep a balancer from ending.</summary>
public sealed class StayingClient
{
    [Theory, Both]
    public async Task ItIsLetGoWithTheAnswerAfterASoftStop(Product product)
    {
        using Origin origin = new(answersAtOnce: false);
        using Place place = new() { Server = origin.Address };
        await using Started weir = await Started.Foreground(product, place);
        _ = weir.Family;
        using Client client = Client.Ask(place, "keep-alive");
        await origin.Asked.WaitAsync(Patience.Limit);

        weir.Signal(ProcessTree.SigUsr1);
        await Sockets.Expect(place, 0); // it has been heard: nobody new is taken
        origin.Allow();

        Assert.Equal("200 ok", await client.Answer()); // read up to the end of the connection
        Assert.Equal(0, (await weir.End()).ExitCode);
        await weir.NobodyIsLeft();
    }
}
