using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.MasterCli;

/// <summary>Balancers in master-worker mode, with a socket for their master.</summary>
internal static class Masters
{
    /// <summary>With a socket called "cli" in the place's folder.</summary>
    public static Task<Started> Start(Product product, Place place, string global = "")
    {
        string path = place.PathOf("cli");
        string[] words = ["-S", path, "-f", place.Good(global)];
        return Start(product, place, new UnixDomainSocketEndPoint(path), words);
    }

    /// <summary>Returns when it answers at an address: then its start is over.</summary>
    public static async Task<Started> Start(Product product, Place place, EndPoint at, string[] words)
    {
        Started started = await Started.Serve(Binaries.PathOf(product), place, ["-W", "-V", .. words]);

        // 2.6's master becomes another image after its start: who has come before is not answered.
        await Patience.Until(
            async () => (await CliClient.Tell(at, "show version;quit\n")).Length > 0, () => started.Errors);
        if (product == Product.Weir) await started.Prints("Using epoll() as the polling mechanism.");
        return started;
    }
}
