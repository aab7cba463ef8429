using System;
using System.Runtime.InteropServices;
using Weir.Kernel.Calls;
using Weir.Main.Messages;

namespace Weir.Main.Spawn;

/// <summary>
/// The path that this process was executed by, made absolute at start (later the working folder may be
/// another). Children are executed by it too, so that all of them bear its last name: <c>killall -0
/// haproxy</c> finds a link of that name.
/// </summary>
internal sealed class ExecutedPath
{
    private const string OwnImage = "/proc/self/exe";

    private readonly bool _isKnown;
    private readonly FileIdentity _image;

    private ExecutedPath(string text)
    {
        Text = text;

        // By the text of the link first: where another program runs this one (valgrind), the link leads to
        // that. An image that is no longer where it was has no such text. Without /proc, what lies at the
        // path is taken for what runs: it was executed a moment ago.
        _isKnown = Sys.FileIdentity(LinkedImage(), out _image) == 0
            || Sys.FileIdentity(NativeText.Of(OwnImage), out _image) == 0
            || Sys.FileIdentity(NativeText.Of(text), out _image) == 0;
    }

    public string Text { get; }

    /// <summary>The last part: what the kernel shows as the name of the process.</summary>
    public string Name => Text[(Text.LastIndexOf('/') + 1)..];

    /// <summary>
    /// What to execute for a child: the path, as long as it still names the running image. After an upgrade
    /// on disk the master goes on with its own: a child of another version would read its orders wrongly.
    /// </summary>
    public string ForChildren => NamesOwnImage() ? Text : OwnImage;

    /// <summary>Another image lies there than the one that runs.</summary>
    public bool IsReplaced =>
        Sys.FileIdentity(NativeText.Of(Text), out _) == 0 && !NamesOwnImage();

    public static unsafe ExecutedPath Find()
    {
        byte* given = (byte*)Sys.GetAuxiliary(Sys.AuxExecutedPath);
        string text = given is null ? "" : Marshal.PtrToStringUTF8((nint)given) ?? "";
        if (text.Length == 0)
        {
            return new ExecutedPath(OwnImage);
        }

        string relative = text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text;
        return new ExecutedPath(text[0] == '/' ? text : $"{Environment.CurrentDirectory}/{relative}");
    }

    /// <summary>Where the link to our image says it is; empty, which no file is called, when there is none.
    /// </summary>
    private static byte[] LinkedImage()
    {
        byte[] target = new byte[Sys.LongestPath];
        int length = Sys.ReadLink(NativeText.Of(OwnImage), target.AsSpan(0, target.Length - 1));
        return length > 0 ? target : [0];
    }

    private bool NamesOwnImage() =>
        _isKnown && Sys.FileIdentity(NativeText.Of(Text), out FileIdentity named) == 0 && _image == named;
}
