using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary>Servers and clients that are wrong, refuse or leave.</summary>
public sealed class Failed
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Half = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf";

    [Fact]
    public Task AServerThatDoesNotAnswerHasFailedAndOneThatBreaksOffHasAborted() => SideBySide.Compare(
        Texts.Web(),
        static async farm =>
        {
            foreach (string answer in (string[])["", Half, "no HTTP\r\n\r\n"])
            {
                (RawConnection client, RawConnection server) = await farm.Pass(Get);
                await server.Send(answer);
                server.Finish();
                await client.ReadToEnd();
                client.Close();
                await farm.Log.NextRequest();
                server.Close();
            }
        });

    /// <summary>Half an answer must be there in time, on a slow machine too.</summary>
    [Theory]
    [InlineData("", "100ms")]
    [InlineData(Half, "2500ms")]
    public Task AServerThatIsTooSlowHasFailed(string answer, string timeout) => SideBySide.Compare(
        Texts.Web("timeout server " + timeout),
        async farm =>
        {
            (RawConnection client, RawConnection server) = await farm.Pass(Get);
            await server.Send(answer);
            await client.ReadToEnd();
            client.Close();
            await farm.Log.NextRequest();
            server.Close();
        });

    [Fact]
    public Task ARefusedConnectionIsRetriedAndThenAnError() => SideBySide.Compare(
        Texts.Web("retries 2\ntimeout connect 20ms"),
        static async farm =>
        {
            await using RawConnection client = await farm.Connect();
            await client.Send(Get);
            Assert.StartsWith("HTTP/1.1 503 ", await client.ReadThrough());
            await farm.Log.NextRequest();
        },
        static farm => farm["s1"].Refuse());

    [Fact]
    public Task ARequestThatIsSentElsewhereIsCountedAtBothServers() => SideBySide.Compare(
        Texts.Web("retries 2\ntimeout connect 500ms\noption redispatch\ncookie S insert", servers: 2)
            .Replace("11:80 ", "11:80 cookie a").Replace("12:80 ", "12:80 cookie b"),
        static async farm =>
        {
            await using RawConnection client = await farm.Connect();
            await client.Send("GET / HTTP/1.1\r\nhost: www\r\ncookie: S=a\r\n\r\n");
            await client.ReadThrough("s2");
            await farm.Log.NextRequest();
        },
        static farm =>
        {
            farm.AnswerWithNames();
            farm["s1"].Refuse();
        });

    [Fact]
    public Task WithoutAServerItIsTheBackendThatHasFailed() => SideBySide.Compare(
        Texts.Web(servers: 0),
        static async farm =>
        {
            await using RawConnection client = await farm.Connect();
            await client.Send(Get);
            Assert.StartsWith("HTTP/1.1 503 ", await client.ReadThrough());
            await farm.Log.NextRequest();
        });

    [Theory]
    [InlineData("garbage\r\n\r\n")]
    [InlineData("GET / HT")]
    [InlineData("")]
    public Task AClientThatSendsNoRequestHasFailed(string bytes) => SideBySide.Compare(
        Texts.Web(),
        async farm =>
        {
            await using RawConnection client = await farm.Connect();
            await client.Send(bytes);
            client.Finish();
            await client.ReadToEnd();
            await farm.Log.NextRequest();
        });

    [Fact]
    public Task AClientThatIsTooSlowHasFailed() => SideBySide.Compare(
        Texts.Web("timeout http-request 50ms"),
        static async farm =>
        {
            await using RawConnection client = await farm.Connect();
            await client.Send("GET / HT");
            Assert.StartsWith("HTTP/1.1 408 ", await client.ReadToEnd());
            await farm.Log.NextRequest();
        });

    [Fact]
    public Task AClientThatLeavesHasAborted() => SideBySide.Compare(
        Texts.Web("option abortonclose"),
        static async farm =>
        {
            (RawConnection client, RawConnection server) = await farm.Pass(Get);
            await farm.HasInHand(1);
            client.Close();
            await farm.Log.NextRequest();
            server.Close();
            (client, server) = await farm.Pass(Get);
            await server.Send(Half);
            await client.ReadThrough("half");
            client.Reset();
            await farm.Log.NextRequest();
            server.Close();
        });
}
