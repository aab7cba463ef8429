using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using Weir.Kernel.Calls;

namespace Weir.Tests.Fuzz.Meaning;

/// <summary>One product at work on a file, for as long as its statistics are asked for.</summary>
internal static class Started
{
    private const int TriesMost = 1500;
    private const int PauseMs = 20;
    private const int Terminate = 15;

    /// <summary>The statistics of a product that was started on a text.</summary>
    /// <param name="program">Full path.</param>
    /// <param name="text">The configuration; its statistics are at /figures.</param>
    /// <param name="at">Where it answers.</param>
    public static string Figures(string program, string text, IPEndPoint at)
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
            return Ask(process, at)
                ?? throw new InvalidOperationException($"{program} says\n{said}\nof\n{text}");
        }
        finally
        {
            if (!process.HasExited) Sys.Kill(process.Id, Terminate);
            process.WaitForExit();
            File.Delete(path);
        }
    }

    /// <summary>Null when it has ended instead.</summary>
    private static string? Ask(Process process, IPEndPoint at)
    {
        using HttpClient client = new();
        for (int tries = 0; tries < TriesMost && !process.HasExited; tries++)
        {
            try
            {
                using HttpRequestMessage asked = new(HttpMethod.Get, $"http://{at}/figures;csv");
                using StreamReader answer = new(client.Send(asked).Content.ReadAsStream(), Encoding.Latin1);
                return answer.ReadToEnd();
            }
            catch (HttpRequestException)
            {
                Thread.Sleep(PauseMs); // not up yet
            }
        }

        return null;
    }
}
