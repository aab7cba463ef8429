using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Weir.Tests.Wire.Stats;
using Xunit;

namespace Weir.Tests.Wire.Classic;

/// <summary>
/// <c>rate-limit sessions</c>: more clients wait in the kernel's queue, whatever worker would take them.
/// </summary>
public sealed class Rates
{
    private const int Limit = 4;

    [Theory, Both]
    public async Task MoreAreServedLaterAndNeverMoreInASecond(Product product)
    {
        string text = Figures.Section.Replace("global\n", "global\n nbthread 2\n")
            + Texts.Web($"rate-limit sessions {Limit}");
        await using Farm farm = await Farm.StartLiteral(product, text);
        farm.AnswerWithNames();
        List<RawConnection> clients = [];
        for (int i = 0; i < Limit + 3; i++)
        {
            clients.Add(await farm.ConnectTo("192.168.1.1:80"));
            await clients[i].Send("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
        }

        foreach (RawConnection client in clients) await client.ReadThrough();
        Figures figures = await Figures.Of(farm);
        Assert.Equal($"{Limit + 3}", figures["web/FRONTEND", "stot"]);
        Assert.Equal($"{Limit}", figures["web/FRONTEND", "rate_lim"]);
        int most = int.Parse(figures["web/FRONTEND", "rate_max"], CultureInfo.InvariantCulture);
        int over = product == Product.Haproxy ? 2 : 0; // its threads look at the rate before they count
        Assert.InRange(most, 1, Limit + over);
    }
}
