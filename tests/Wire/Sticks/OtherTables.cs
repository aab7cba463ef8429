using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Weir.Tests.Wire.Plain;
using Xunit;

namespace Weir.Tests.Wire.Sticks;

/// <summary>Tables of other proxies, and clients without HTTP.</summary>
public sealed class OtherTables
{
    private const string Times = " timeout client 30s\n timeout server 30s\n timeout connect 5s\n";

    private const string Mail = $"""
        listen pop
         bind 192.168.1.1:110
         mode tcp
         option tcplog
        {Times} balance roundrobin
         stick-table type ip size 100 expire 1h
         stick on src
         server s1 192.168.1.11:110
         server s2 192.168.1.12:110
        listen smtp
         bind 192.168.1.1:25
         mode tcp
         option tcplog
        {Times} balance roundrobin
         stick match src table pop
         server t1 192.168.1.13:25
         server t2 192.168.1.14:25

        """;

    [Theory, Both]
    public async Task WithoutHttpItIsStoredWhenTheServerIsReached(Product product)
    {
        await using Farm farm = await PlainText.Start(product, Mail);
        for (int i = 0; i < 3; i++) await Meet(farm, "192.168.1.1:110", "s1");
        // Another table's entry names a server by its number where the name is unknown.
        for (int i = 0; i < 3; i++) await Meet(farm, "192.168.1.1:25", "t1");
    }

    private static async Task Meet(Farm farm, string place, string name)
    {
        await using RawConnection client = await farm.ConnectTo(place);
        RawConnection server = await farm[name].Accept();
        await server.Send("hello\r\n");
        await client.Expect("hello\r\n");
        client.Finish();
        await server.ExpectEnd();
        server.Finish();
        await client.ExpectEnd();
        Assert.Contains($"/{name} ", await farm.Log.NextRequest());
    }
}
