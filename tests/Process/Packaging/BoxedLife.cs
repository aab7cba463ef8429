using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Packaging;

/// <summary>
/// What a package lives through on one machine, done once: the script's output by the lines "== name" in it.
/// </summary>
public sealed class BoxedLife : IAsyncLifetime
{
    private readonly Dictionary<string, string> _parts = [];

    /// <summary>The package.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>What was printed after a name, errors included.</summary>
    public string Of(string name) => _parts[name];

    public async Task InitializeAsync()
    {
        using Place place = new();
        Bytes = await File.ReadAllBytesAsync(await Package.Build(place.Folder));
        if (!Box.CanBeMade) return;
        string script = await File.ReadAllTextAsync(Path.Combine(
            Binaries.Repository, "tests/Process/Packaging/life.sh"));
        Finished ran = await Box.Run(place, $"cd {place.Folder}\nexec 2>&1\n{script}");
        foreach (string part in ran.Output.Split("== ", StringSplitOptions.RemoveEmptyEntries))
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            _parts[part[..end]] = part[(end + 1)..];
        }

        Assert.True(ran.ExitCode == 0, ran.Output + ran.Errors);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
