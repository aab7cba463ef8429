using System;
using System.Globalization;
using System.Text;

namespace Weir.Main.MasterCli;

/// <summary>
/// A socket of the master's own that outlives its image: a listening one by its address, or a session's.
/// <code>
/// cli FD listener HEX(ADDRESS)
/// cli FD session WORDS...
/// </code>
/// </summary>
internal sealed class KeptCli
{
    private const string SessionKind = "session";

    private readonly string _kind;

    private KeptCli(int descriptor, string kind, string[] words)
    {
        Descriptor = descriptor;
        _kind = kind;
        Words = words;
    }

    public int Descriptor { get; }

    public string[] Words { get; }

    public bool IsSession => _kind == SessionKind;

    /// <summary>The address of a listening one, as it stands on the command line; else empty.</summary>
    public string Name => IsSession ? "" : Encoding.UTF8.GetString(Convert.FromHexString(Words[0]));

    public static KeptCli Listener(int descriptor, string address) =>
        new(descriptor, "listener", [Convert.ToHexString(Encoding.UTF8.GetBytes(address))]);

    public static KeptCli Session(int descriptor, string words) =>
        new(descriptor, SessionKind, words.Split(' '));

    /// <param name="words">Those of its line, after the first.</param>
    public static KeptCli FromWords(string[] words) =>
        new(int.Parse(words[0], CultureInfo.InvariantCulture), words[1], words[2..]);

    /// <summary>Its line, without the first word.</summary>
    public override string ToString() => $"{Descriptor} {_kind} {string.Join(' ', Words)}";
}
