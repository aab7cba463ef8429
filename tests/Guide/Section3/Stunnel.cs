using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section3;

/// <summary>
/// Section 3.1 as drawn: stunnel takes TLS off and connects to the balancer beside it. Debian's stunnel lacks
/// the patch behind <c>xforwardedfor</c>, so its clients send that line themselves.
/// </summary>
public sealed class Stunnel
{
    [Theory]
    [InlineData("")]
    [InlineData("X-Forwarded-For: 10.1.2.3\r\n")]
    public async Task Id_31_1_WhatComesThroughStunnelGetsNoLineAndTheRestDoes(string already)
    {
        await using Stage stage = await Stage.Start(GuideText.Section31);
        using Certificate certificate = new("192.168.1.1");
        string folder = Directory.CreateTempSubdirectory("weir-stunnel-").FullName;
        try
        {
            string file = Path.Combine(folder, "stunnel.conf");
            await File.WriteAllTextAsync(file, Adapted(certificate));
            await using Program stunnel =
                await Program.Serve(stage.Lan.Front, "192.168.1.1:443", "stunnel4", file);
            string[] words = already.Length == 0 ? [] : ["-H", already.TrimEnd()];
            Task<string> browser =
                Program.Run(stage.Lan.Front, "curl", ["-skA", "x", .. words, "https://192.168.1.1/app"]);
            RawConnection server = await stage["webA"].Accept();
            await server.Expect(
                $"GET /app HTTP/1.1\r\nHost: 192.168.1.1\r\nUser-Agent: x\r\nAccept: */*\r\n{already}\r\n");
            await server.Send("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nthrough");
            Assert.Equal("through", await browser);
            await using RawConnection plain = await stage.Connect("10.1.2.3");
            await plain.Send("GET /app HTTP/1.1\r\nHost: www\r\n\r\n");
            await (await stage["webB"].Accept()).Expect(
                "GET /app HTTP/1.1\r\nHost: www\r\nX-Forwarded-For: 10.1.2.3\r\n\r\n");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The guide's own text, but for the test's certificate, users of 2006 and the patch.</summary>
    private static string Adapted(Certificate certificate) => "foreground=yes\npid=\n" + GuideText.Stunnel
        .Replace("/etc/stunnel/stunnel.pem", certificate.Path)
        .Replace(" setuid=stunnel\n", "")
        .Replace(" setgid=proxy\n", "")
        .Replace(" xforwardedfor=yes\n", "");
}
