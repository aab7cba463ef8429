using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Startup;

/// <summary>One request, asked over a connection of its own.</summary>
internal static class Answer
{
    /// <summary>All that comes back until the connection is closed.</summary>
    public static async Task<string> To(Place place)
    {
        using TcpClient client = new();
        await client.ConnectAsync(place.Endpoint);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"u8.ToArray());
        using MemoryStream whole = new();
        await Patience.For(
            async stop =>
            {
                await stream.CopyToAsync(whole, stop);
                return true;
            },
            () => "no whole answer");
        return Encoding.ASCII.GetString(whole.ToArray());
    }
}
