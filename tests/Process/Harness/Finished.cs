using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Harness;

/// <summary>A command that has run to its end.</summary>
/// <param name="ExitCode">As a shell sees it: 128 and the signal's number after a signal.</param>
internal sealed record Finished(int ExitCode, string Output, string Errors)
{
    public static async Task<Finished> Run(Product product, params string[] words)
    {
        await using Started started = Started.Run(Binaries.PathOf(product), words);
        return await started.End();
    }
}
