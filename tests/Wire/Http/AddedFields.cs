using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>
/// The words of <c>option forwardfor</c> and <c>option originalto</c> (classic-language 13.3).
/// </summary>
public sealed class AddedFields
{
    [Theory]
    [Both("option forwardfor", "", "x-forwarded-for: {client}\r\n")]
    [Both("option forwardfor header x-client", "", "x-client: {client}\r\n")]
    [Both("option forwardfor except 192.168.1.200", "", "")]
    [Both("option forwardfor except 192.168.1.200", "x-forwarded-for: 1.2.3.4\r\n", "")]
    [Both("option forwardfor except 192.168.1.201", "", "x-forwarded-for: {client}\r\n")]
    [Both("option forwardfor except 127.0.0.0/8", "", "")]
    [Both("option forwardfor if-none", "", "x-forwarded-for: {client}\r\n")]
    [Both("option forwardfor if-none", "x-forwarded-for: 1.2.3.4\r\n", "")]
    [Both("option forwardfor header x-client if-none", "x-forwarded-for: 1\r\n", "x-client: {client}\r\n")]
    [Both("option originalto", "x-original-to: 1.2.3.4\r\n", "x-original-to: {balancer}\r\n")]
    [Both("option originalto header x-dst", "", "x-dst: {balancer}\r\n")]
    [Both("option originalto except 192.168.1.1", "", "")]
    [Both("option originalto except 192.168.1.200", "", "x-original-to: {balancer}\r\n")]
    public async Task WordsOfTheOptionsAreHonoured(Product product, string option, string sent, string added)
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
