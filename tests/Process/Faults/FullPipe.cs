using System;
using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Faults;

/// <summary>A named pipe that nobody reads from until he is told to, full if wanted.</summary>
internal sealed class FullPipe : IDisposable
{
    private const int Capacity = 65536; // pipe(7)

    private readonly FileStream _stream;

    private FullPipe(string path)
    {
        Path = path;
        // Both ways: it is open as long as this is, whoever else comes and goes.
        _stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
    }

    public string Path { get; }

    public static async Task<FullPipe> In(Place place)
    {
        string path = place.PathOf("pipe");
        await using Started made = Started.Run("/usr/bin/mkfifo", path);
        await made.End();
        return new FullPipe(path);
    }

    public void Fill() => _stream.Write(new byte[Capacity]);

    /// <summary>Reads until what came holds the text; all of it.</summary>
    public async Task<string> ReadUntil(string text)
    {
        MemoryStream all = new();
        byte[] piece = new byte[Capacity];
        while (true)
        {
            int count = await Patience.For(
                async stop => await Task.Run(() => _stream.Read(piece), stop).WaitAsync(stop),
                () => $"'{text}' does not come");
            all.Write(piece, 0, count);
            string read = System.Text.Encoding.Latin1.GetString(all.GetBuffer(), 0, (int)all.Length);
            if (read.Contains(text, StringComparison.Ordinal)) return read;
        }
    }

    public void Dispose() => _stream.Dispose();
}
