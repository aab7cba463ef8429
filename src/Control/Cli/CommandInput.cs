using System;
using System.Text;
using Weir.Ground.Check;

namespace Weir.Control.Cli;

/// <summary>
/// What a client has sent and nobody has obeyed yet: bytes to commands. A line holds several, with semicolons
/// between them; a backslash before a semicolon, a blank or another backslash makes it an ordinary character
/// (management guide, "Unix Socket commands"). A last line without an end is none.
/// </summary>
public sealed class CommandInput
{
    /// <summary>The longest line.</summary>
    public const int BytesMost = 16384;

    private readonly byte[] _bytes = new byte[BytesMost];
    private int _start;
    private int _length;

    /// <summary>Where more can be put, until <see cref="Put"/> tells how much of it was.</summary>
    public Span<byte> Room
    {
        get
        {
            _bytes.AsSpan(_start, _length).CopyTo(_bytes);
            _start = 0;
            return _bytes.AsSpan(_length);
        }
    }

    /// <summary>All that is still to be obeyed.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_start, _length);

    /// <summary>No end of a line has come, and no room is left for one.</summary>
    public bool IsOverlong => _length == BytesMost && !Rest.Contains((byte)'\n');

    public void Put(int count)
    {
        Must.Hold(count >= 0 && _length + count <= BytesMost);
        _length += count;
    }

    /// <summary>The next command as it was written; false while none is complete.</summary>
    public bool TryTake(out string command)
    {
        command = "";
        if (!Rest.Contains((byte)'\n'))
        {
            return false;
        }

        int at = 0;
        while (Rest[at] is not ((byte)'\n' or (byte)';'))
        {
            bool isEscaped = Rest[at] == '\\' && Rest[at + 1] != '\n';
            at += isEscaped ? 2 : 1;
        }

        command = Encoding.UTF8.GetString(Rest[..at]).TrimEnd('\r');
        _start += at + 1;
        _length -= at + 1;
        return true;
    }

    /// <summary>
    /// The words of a command, without the backslashes that made their characters ordinary.
    /// </summary>
    public static string[] WordsOf(string command)
    {
        StringBuilder words = new(); // a NUL after each
        bool isInside = false;
        for (int at = 0; at < command.Length; at++)
        {
            if (command[at] is ' ' or '\t')
            {
                words.Append(isInside ? "\0" : "");
                isInside = false;
                continue;
            }

            isInside = true;
            at += command[at] == '\\' && at + 1 < command.Length ? 1 : 0;
            words.Append(command[at]);
        }

        return words.Length == 0 ? [] : words.ToString().TrimEnd('\0').Split('\0');
    }
}
