using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire.Logs;

/// <summary>The smallest exchange that is logged.</summary>
internal static class Exchange
{
    private const string NoContent = "HTTP/1.1 204 No Content\r\n\r\n";

    /// <summary>A request through to s1 and its answer, 27 bytes, back.</summary>
    public static async Task Pass(Farm farm, RawConnection client, string request)
    {
        await client.Send(request);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(request);
        await server.Send(NoContent);
        await client.Expect(NoContent);
    }
}
