using System;
using System.IO;
using System.Text;

namespace Weir.Tests.Wire.Replies;

/// <summary>A file with an answer, for as long as a test needs it.</summary>
internal sealed class ReplyFile : IDisposable
{
    public ReplyFile(string content) => File.WriteAllText(Path, content, Encoding.Latin1);

    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"weir-reply-{Guid.NewGuid():n}.http");

    public void Dispose() => File.Delete(Path);
}
