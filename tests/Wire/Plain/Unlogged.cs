using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Plain;

/// <summary>Which connections without HTTP are logged, and as what.</summary>
public sealed class Unlogged
{
    [Theory]
    [Both(false)]
    [Both(true)]
    public async Task AClientThatSaidNothingIsNotLoggedWithDontLogNull(Product product, bool isRefused)
    {
        await using Farm farm =
            await PlainText.Start(product, PlainText.Raw("option dontlognull\nretries 0"));
        if (isRefused) farm["s1"].Refuse();
        await using RawConnection silent = await farm.Connect();
        if (!isRefused)
        {
            RawConnection server = await farm["s1"].Accept();
            silent.Finish();
            await server.ExpectEnd();
            server.Close();
        }

        await silent.ExpectEnd();
        if (isRefused) farm["s1"].Listen();
        (RawConnection client, RawConnection other) = await PlainText.Meet(farm);
        client.Finish();
        await other.ExpectEnd();
        other.Close();
        await PlainText.ExpectLine(farm, client, "raw/s1 */*/* 3 -- 1/1/0/0/0 0/0");
    }

    [Theory, Both]
    public async Task WithoutTcpLogOnlyTheConnectionIsNamed(Product product)
    {
        const string Text = "global\n log 127.0.0.1:514 local0\n nbthread 1\ndefaults\n log global\n";
        string raw = PlainText.Raw().Replace(" option tcplog\n", "", System.StringComparison.Ordinal);
        await using Farm farm = await Farm.StartLiteral(product, Text + raw);
        await using RawConnection client = await farm.Connect();
        await client.Send("hello");
        Assert.Equal(
            $"Connect from {client.Local} to {client.Remote} (raw/TCP)", await farm.Log.NextRequest());
    }
}
