using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>
/// <c>option forwardfor</c> and <c>option originalto</c> (classic-language 13.3).
/// </summary>
public sealed class AddedFields
{
    [Theory]
    [Both("option forwardfor", "", "x-forwarded-for: {client}\r\n")]
    [Both("option originalto", "x-original-to: 1.2.3.4\r\n", "x-original-to: {balancer}\r\n")]
    public async Task AddressesAreAddedInFieldsOfTheirOwn(
        Product product, string option, string sent, string added)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(option));
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET / HTTP/1.1\r\nhost: www\r\n{sent}\r\n");
        RawConnection server = await farm["s1"].Accept();
        string line = added
            .Replace("{client}", client.Local.Address.ToString(), System.StringComparison.Ordinal)
            .Replace("{balancer}", client.Remote.Address.ToString(), System.StringComparison.Ordinal);
        await server.Expect($"GET / HTTP/1.1\r\nhost: www\r\n{sent}{line}\r\n");
    }
}
