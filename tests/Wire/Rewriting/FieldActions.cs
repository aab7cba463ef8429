using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Rewriting;

/// <summary>Today's actions on fields and on the target, the same lines on both.</summary>
public sealed class FieldActions
{
    [Theory]
    [Both(@"replace-uri ^/old/(.*) /new/\1", "GET /new/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: one\r\n\r\n")]
    [Both("replace-header X-TEST o(.*)e <%%>", "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: <%>\r\n\r\n")]
    [Both("replace-header x-test O <>", "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: one\r\n\r\n")]
    [Both("del-header X-Test if METH_GET", "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\n\r\n")]
    [Both("add-header x-new 1", "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: one\r\nx-new: 1\r\n\r\n")]
    public async Task AServerSeesWhatTheyHaveMade(Product product, string action, string seen)
    {
        await using Farm farm = await Farm.Start(product, Text($"http-request {action}"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /old/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: one\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(seen);
    }

    [Theory]
    [Both("replace-header server (.*)/.* <\\1>", "server: <a>\r\nx-test: one\r\n")]
    [Both("del-header SERVER unless { status 404 }", "x-test: one\r\n")]
    [Both("add-header x-new 1", "server: a/1\r\nx-test: one\r\nx-new: 1\r\n")]
    public async Task AClientSeesWhatTheyHaveMade(Product product, string action, string fields)
    {
        await using Farm farm = await Farm.Start(product, Text($"http-response {action}"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send("HTTP/1.1 204 No Content\r\nserver: a/1\r\nx-test: one\r\n\r\n");
        await client.Expect($"HTTP/1.1 204 No Content\r\n{fields}\r\n");
    }

    private static string Text(string line) =>
        "listen web\n bind 192.168.1.1:80\n mode http\n timeout client 5s\n timeout connect 5s\n"
        + $" timeout server 5s\n {line}\n server s1 192.168.1.11:80\n";
}
