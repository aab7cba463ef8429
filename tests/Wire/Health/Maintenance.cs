using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Health;

/// <summary><c>disabled</c>: a server that is only there for those who must reach it.</summary>
public sealed class Maintenance
{
    private const string Request = "GET / HTTP/1.1\r\nhost: www\r\ncookie: S=A\r\n\r\n";

    [Theory]
    [Both("", "s2")]
    [Both("option persist", "s1")]
    public async Task OnlyPersistenceLeadsToIt(Product product, string line, string reached)
    {
        await using Farm farm = await Start(product, "cookie S\n" + line, "disabled", "");
        farm.AnswerWithNames();
        await using RawConnection bound = await farm.Connect();
        await bound.Send(Request);
        await bound.ReadThrough();
        await bound.Expect(reached);
        for (int i = 0; i < 3; i++)
        {
            await using RawConnection free = await farm.Connect();
            await free.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
            await free.ReadThrough();
            await free.Expect("s2");
        }
    }

    [Theory, Both]
    public async Task NobodyAsksHowItIsAndNobodyIsToldOfIt(Product product)
    {
        await using Farm farm = await Start(
            product, "option httpchk HEAD /index.html HTTP/1.0", "check inter 100 disabled",
            "check inter 100");
        farm["s1"].Refuse();
        for (int i = 0; i < 5; i++) await farm["s2"].NextCheck();
        Assert.DoesNotContain("web/s1", farm.Log.All + farm.Balancer.Errors);
        farm["s2"].CheckAnswer = "HTTP/1.0 500 Oops\r\n\r\n";
        await farm.Log.Event("Server web/s2 is DOWN");
        await farm.Log.Event("proxy web has no server available!");
    }

    [Theory, Both]
    public async Task WhoTracksItIsInMaintenanceToo(Product product)
    {
        await using Farm farm = await Start(
            product, "option httpchk HEAD /index.html HTTP/1.0", "check inter 100 disabled", "track s1");
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(ErrorPages.Keeping(503));
    }

    [Theory, Both]
    public async Task ADefaultCanBeTakenBack(Product product)
    {
        await using Farm farm = await Start(product, "default-server disabled", "", "enabled");
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        for (int i = 0; i < 2; i++)
        {
            await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
            await client.ReadThrough();
            await client.Expect("s2");
        }
    }

    private static Task<Farm> Start(Product product, string lines, string first, string second) => Farm.Start(
        product,
        Texts.Web(lines, 0) + $" server s1 192.168.1.11:80 cookie A {first}\n"
            + $" server s2 192.168.1.12:80 cookie B {second}\n");
}
