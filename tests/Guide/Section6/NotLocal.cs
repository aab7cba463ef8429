using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section6;

/// <summary>Section 6 on a host that lacks one of the eight addresses.</summary>
public sealed class NotLocal
{
    [Fact]
    public async Task Id_6_5_ASourceThatIsNotLocalIsAnEmergencyForEachAttemptAndTheEnd()
    {
        // One retry: the second attempt waits a second for the first one's cause to pass.
        GuideText text = GuideText.Section6.And(" retries 1\n contimeout 100\n");
        await using Stage stage = await Stage.StartLogged(text, lan: new Lan(absent: "10.1.2.1"));
        await using RawConnection client = await stage.Connect("192.168.1.252");
        for (int attempt = 0; attempt < 2; attempt++)
        {
            string line = await stage.Log.Event("Cannot bind to source address before connect()");
            Assert.StartsWith("<128>", line);
            Assert.Contains(" for backend 0.0.0.0:80", line);
        }

        await client.ExpectClosed();
        Assert.Equal("10.1.2.2", await Sources.SourceOfNext(stage));
    }

    [Fact]
    public async Task Id_6_5_InHttpItIsA503()
    {
        GuideText text = GuideText.Section6.With("mode http", of: "mode tcp").And(" retries 0\n");
        await using Stage stage = await Stage.StartLogged(text, lan: new Lan(absent: "10.1.2.1"));
        await using RawConnection client = await stage.Connect("192.168.1.252");
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", await client.ReadThrough());
        await stage.Log.Event("Cannot bind to source address before connect()");
    }
}
