using System;
using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section3;

/// <summary>Section 3 as drawn: Apache takes TLS off, keeps pages, and asks 127.0.0.1:8000.</summary>
public sealed class Apache : IDisposable
{
    private const string Front = "https://192.168.1.1/";

    private readonly string _folder = Directory.CreateTempSubdirectory("weir-apache-").FullName;
    private readonly Certificate _certificate = new("192.168.1.1");

    [Fact]
    public async Task Id_3_02_And_04_ABrowserKeepsItsServerThroughTls()
    {
        await using Stage stage = await Stage.Start(GuideText.Section3);
        stage.AnswerWithNames();
        await using Program apache = await Start(stage.Lan.Front);
        string jar = Path.Combine(_folder, "jar");
        string[] browser = ["-sk", "-b", jar, "-c", jar];
        string[] three =
            [.. browser, Front + "1", "--next", .. browser, Front + "2", "--next", .. browser, Front + "3"];
        Assert.Equal("webAwebAwebA", await Program.Run(stage.Lan.Front, "curl", three));
        Assert.Equal("webB", await Program.Run(stage.Lan.Front, "curl", "-sk", Front + "1"));
        // The first browser again, later.
        Assert.Equal("webA", await Program.Run(stage.Lan.Front, "curl", [.. browser, Front + "4"]));
    }

    [Fact]
    public async Task Id_3_02_And_04_ThePageWithACookieIsNotKeptAndThePageWithoutIs()
    {
        await using Stage stage = await Stage.Start(GuideText.Section3);
        foreach (ScriptedServer server in stage.Servers)
        {
            server.Answer("HTTP/1.1 200 OK\r\nCache-Control: max-age=600\r\nContent-Length: 4\r\n\r\n"
                + server.Name);
        }

        await using Program apache = await Start(stage.Lan.Front);
        foreach (string letter in new[] { "A", "B" })
        {
            string page = await Program.Run(stage.Lan.Front, "curl", "-ski", Front + "page");
            Assert.EndsWith("web" + letter, page);
            Assert.Contains($"Set-Cookie: SERVERID={letter}; path=/", page);
        }

        string kept = await Program.Run(stage.Lan.Front, "curl", "-sk", "-b", "SERVERID=D", Front + "page");
        Assert.Equal("webD", kept);
        string again = await Program.Run(stage.Lan.Front, "curl", "-ski", Front + "page");
        Assert.EndsWith("webD", again);
        Assert.DoesNotContain("Set-Cookie", again);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Program> Start(NetworkSpace host)
    {
        const UnixFileMode everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite
            | UnixFileMode.OtherExecute;
        string cache = Path.Combine(_folder, "cache");
        Directory.CreateDirectory(cache);
        // Apache's own user writes there.
        File.SetUnixFileMode(_folder, everybody);
        File.SetUnixFileMode(cache, everybody);
        string text = "";
        foreach (string module in new[]
        {
            "mpm_event", "authz_core", "socache_shmcb", "ssl", "proxy", "proxy_http", "cache", "cache_disk",
        })
        {
            text += $"LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so\n";
        }

        text += $"""
            ServerRoot {_folder}
            ServerName 192.168.1.1
            PidFile {_folder}/pid
            ErrorLog {_folder}/errors
            User www-data
            Group www-data
            Listen 192.168.1.1:443
            SSLEngine on
            SSLCertificateFile {_certificate.Path}
            SSLSessionCache none
            ProxyPass / http://127.0.0.1:8000/
            CacheRoot {cache}
            CacheEnable disk /

            """;
        string file = Path.Combine(_folder, "apache.conf");
        await File.WriteAllTextAsync(file, text);
        return await Program.Serve(host, "192.168.1.1:443", "apache2", "-DFOREGROUND", "-f", file);
    }
}
