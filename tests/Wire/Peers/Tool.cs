using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Peers;

/// <summary>An installed program, run to its end.</summary>
internal static class Tool
{
    /// <summary>What it printed on stdout; a status other than 0 fails the test.</summary>
    public static async Task<string> Run(string name, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Binaries.Find(name)!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{name} ended with {process.ExitCode}\n{output}\n{await errors}");
        return output;
    }
}
