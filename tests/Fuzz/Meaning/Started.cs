using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Weir.Kernel.Calls;

namespace Weir.Tests.Fuzz.Meaning;

/// <summary>One product at work on a file, for as long as it is asked something.</summary>
internal static class Started
{
    private const int TriesMost = 1500;
    private const int PauseMs = 20;
    private const int Terminate = 15;

    /// <summary>What a product that was started on a text is asked.</summary>
    /// <param name="program">Full path.</param>
    /// <param name="text">The configuration.</param>
    /// <param name="ask">Asked again while it throws that nobody listens yet.</param>
    public static T While<T>(string program, string text, Func<T> ask) where T : class
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, text, Encoding.Latin1);
        ProcessStartInfo start = new(program, ["-db", "-f", path])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        StringBuilder said = new();
        process.ErrorDataReceived += (_, line) => said.Append(line.Data).Append('\n');
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            return Ask(process, ask)
                ?? throw new InvalidOperationException($"{program} says\n{said}\nof\n{text}");
        }
        finally
        {
            if (!process.HasExited) Sys.Kill(process.Id, Terminate);
            process.WaitForExit();
            File.Delete(path);
        }
    }

    /// <summary>Its statistics, which are at /figures.</summary>
    public static string Figures(IPEndPoint at)
    {
        using HttpClient client = new();
        using HttpRequestMessage asked = new(HttpMethod.Get, $"http://{at}/figures;csv");
        using StreamReader answer = new(client.Send(asked).Content.ReadAsStream(), Encoding.Latin1);
        return answer.ReadToEnd();
    }

    /// <summary>Null when it has ended instead.</summary>
    private static T? Ask<T>(Process process, Func<T> ask) where T : class
    {
        for (int tries = 0; tries < TriesMost && !process.HasExited; tries++)
        {
            try
            {
                return ask();
            }
            catch (Exception error) when (error is HttpRequestException or SocketException)
            {
                Thread.Sleep(PauseMs); // not up yet
            }
        }

        return null;
    }
}
