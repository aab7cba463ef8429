using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire.Peers;

/// <summary>
/// One nginx with its own folder, configuration and pid, on one address. It names itself, serves a small, a
/// middle and a large file, answers the guide's health check, and takes uploads.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-nginx-");
    private readonly Process _process;

    public Nginx(string name, IPEndPoint endpoint)
    {
        string folder = _folder.FullName;
        File.WriteAllText(Path.Combine(folder, "index.html"), name);
        File.WriteAllText(Path.Combine(folder, "middle"), new string('m', 65_536));
        File.WriteAllText(Path.Combine(folder, "large"), new string('l', 3_000_000));
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off; master_process off; pid {{folder}}/pid; error_log {{folder}}/error;
            worker_rlimit_nofile 4096;
            events { worker_connections 1000; }
            http {
              access_log {{folder}}/access; client_body_temp_path {{folder}}/body; client_max_body_size 10m;
              proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              keepalive_requests 100000;
              server {
                listen {{endpoint}}; root {{folder}};
                location /upload { client_body_buffer_size 4m; return 200 "$content_length"; }
                location /whoami { return 200 "{{name}} $http_cookie $http_x_forwarded_for"; }
              }
            }
            """);
        List<string> arguments =
            ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error")];
        _process = Process.Start(
            new ProcessStartInfo(Binaries.Find("nginx")!, arguments) { RedirectStandardError = true })!;
        Name = name;
        Endpoint = endpoint;
    }

    public string Name { get; }

    public IPEndPoint Endpoint { get; }

    /// <summary>Requests written to its access log so far, health checks included.</summary>
    public string[] Requests => File.ReadAllLines(Path.Combine(_folder.FullName, "access"));

    public Task WhenListening() =>
        Patience.Until(() => Balancer.IsListening(Endpoint), () => $"nginx {Name}: {_process.HasExited}");

    public async ValueTask DisposeAsync()
    {
        ProcessTree.Signal(_process.Id, ProcessTree.SigTerm);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
