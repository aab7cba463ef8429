using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Classic;

/// <summary><c>http-send-name-header</c>: servers are told what they are called.</summary>
public sealed class ServerNames
{
    private const string Line = "http-send-name-header x-server";

    [Theory]
    [Both("GET / HTTP/1.1\r\nhost: w\r\nx-server: me\r\na: b\r\nX-Server: you\r\n", "\r\n")]
    [Both("GET / HTTP/1.1\r\nhost: w\r\na: b\r\n", "\r\n")]
    [Both("POST / HTTP/1.1\r\nhost: w\r\na: b\r\ncontent-length: 4\r\n", "\r\nbody")]
    public async Task ItStandsBehindAllOtherFields(Product product, string head, string rest)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(Line));
        await using RawConnection client = await farm.Connect();
        for (int round = 0; round < 2; round++)
        {
            await client.Send(head + rest);
            RawConnection server = await farm["s1"].Accept();
            string own = head.Replace("x-server: me\r\n", "").Replace("X-Server: you\r\n", "");
            await server.Expect($"{own}x-server: s1\r\n{rest}");
            await server.Send("HTTP/1.1 204 None\r\nconnection: close\r\n\r\n");
            await client.Expect("HTTP/1.1 204 None\r\n\r\n");
        }
    }

    [Theory, Both]
    public async Task WhoeverIsTriedNextIsToldItsOwn(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web($"{Line}\nretries 1\noption redispatch", servers: 2), f => f["s1"].Refuse());
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
        RawConnection server = await farm["s2"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nhost: w\r\nx-server: s2\r\n\r\n");
    }
}
