using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Harness;

/// <summary>What a process prints on one descriptor, as it comes.</summary>
internal sealed class Printed
{
    private readonly StringBuilder _text = new();

    public Printed(StreamReader from) => Whole = Read(from);

    /// <summary>Ends when the descriptor has been closed by everybody.</summary>
    public Task Whole { get; }

    public string Text
    {
        get
        {
            lock (_text) return _text.ToString();
        }
    }

    /// <summary>Waits until <paramref name="text"/> has been printed.</summary>
    public Task Holds(string text) => Patience.Until(
        () => Text.Contains(text, StringComparison.Ordinal),
        () => $"'{text}' was not said:\n{Text}");

    private async Task Read(StreamReader from)
    {
        char[] piece = new char[4096];
        int count;
        while ((count = await from.ReadAsync(piece)) > 0)
        {
            lock (_text) _text.Append(piece, 0, count);
        }
    }
}
