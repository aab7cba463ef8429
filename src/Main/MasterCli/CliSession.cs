using System;
using System.Globalization;
using System.Text;
using Weir.Control.Cli;
using Weir.Ground.Check;
using Weir.Kernel.Calls;
using Weir.Model.Plan.Process;

namespace Weir.Main.MasterCli;

/// <summary>What a session has switched on.</summary>
[Flags]
internal enum CliModes
{
    None = 0,

    /// <summary>It is led by somebody who reads a prompt, and stays open.</summary>
    Prompt = 1,
    Expert = 2,
    Experimental = 4,
}

/// <summary>
/// One client of the master's socket. Nothing here waits: what is not taken at once is kept, at most one
/// answer, and until it has left no further command is obeyed.
/// </summary>
internal sealed class CliSession
{
    private readonly CommandInput _input = new();
    private byte[] _unsent = [];
    private CliModes _modes;
    private bool _isEnded; // the client sends nothing more
    private bool _leaves; // once the last answer is gone
    private int _awaited; // the number of a reload; 0: none

    /// <param name="descriptor">Non-blocking; closed by this.</param>
    /// <param name="level">What it may do, until it gives some of it up.</param>
    public CliSession(int descriptor, ControlLevel level)
    {
        Descriptor = descriptor;
        Level = level;
    }

    /// <summary>Goes on with one that an earlier image of this process has <see cref="Kept"/>.</summary>
    /// <param name="descriptor">The same as it was.</param>
    /// <param name="words">As they were kept.</param>
    public CliSession(int descriptor, string[] words)
    {
        Descriptor = descriptor;
        Level = (ControlLevel)Number(words[0]);
        _modes = (CliModes)Number(words[1]);
        _awaited = Number(words[2]);
        _isEnded = Number(words[3]) != 0;
        _leaves = Number(words[4]) != 0;
        byte[] unread = Convert.FromHexString(words[5]);
        unread.CopyTo(_input.Room);
        _input.Put(unread.Length);
        _unsent = Convert.FromHexString(words[6]);
    }

    /// <summary>All of it as words, of which the last two may be empty.</summary>
    public string Kept =>
        $"{(int)Level} {(int)_modes} {_awaited} {(_isEnded ? 1 : 0)} {(_leaves ? 1 : 0)} "
        + $"{Convert.ToHexString(_input.Rest)} {Convert.ToHexString(_unsent)}";

    /// <summary>-1 when it is over.</summary>
    public int Descriptor { get; private set; }

    public ControlLevel Level { get; set; }

    /// <summary>What its descriptor is to be watched for.</summary>
    public short Wanted =>
        _unsent.Length > 0 ? Watched.Writable : _awaited > 0 || _isEnded ? (short)0 : Watched.Readable;

    /// <summary>Its descriptor is ready for something.</summary>
    public void OnReady(short happened, MasterView master)
    {
        bool isGone = (happened & (Watched.HungUp | Watched.Failed)) != 0;
        if (isGone && _awaited > 0)
        {
            Close(); // nobody to be answered, and its descriptor would stay ready
            return;
        }

        // With an answer under way nothing more is read: a client that does not read cannot make us keep
        // what it sends.
        bool hasMore = Wanted == Watched.Readable && Receive();
        Advance(master);
        if (isGone && !hasMore)
        {
            Close();
        }
    }

    /// <summary>Goes on as far as it can: sends, obeys, leaves.</summary>
    public void Advance(MasterView master)
    {
        while (Descriptor >= 0 && Flush() && EndWait(master))
        {
            if (_leaves || !_input.TryTake(out string command))
            {
                if (_leaves || _isEnded || _input.IsOverlong)
                {
                    Close();
                }

                return;
            }

            Obey(command, master);
        }
    }

    /// <summary>The answer comes when reload number <paramref name="reload"/> has ended.</summary>
    public void AwaitReload(int reload) => _awaited = reload;

    public string? Switch(CliModes mode, string[] words)
    {
        string wish = words.Length > 1 ? words[1] : "";
        _modes = wish == "on" ? _modes | mode : wish == "off" ? _modes & ~mode : _modes;
        return null;
    }

    public string? TogglePrompt()
    {
        _modes ^= CliModes.Prompt;
        return null;
    }

    public string? Quit()
    {
        _leaves = true;
        return null;
    }

    /// <summary>As HAProxy does with what it will not even try: this is the last answer.</summary>
    public void Refuse(string why)
    {
        Say(why);
        _leaves = true;
    }

    public void Close()
    {
        if (Descriptor >= 0)
        {
            Sys.Close(Descriptor);
            Descriptor = -1;
        }
    }

    private void Obey(string command, MasterView master)
    {
        string[] words = CommandInput.WordsOf(command);
        bool isAddressed = words.Length > 0 && words[0].StartsWith('@');
        if (isAddressed && words[0] is not ("@" or "@master"))
        {
            Refuse($"Can't find the target PID matching the prefix '{words[0]}'\n");
            return;
        }

        words = isAddressed ? words[1..] : words;
        string? answer = isAddressed && words.Length == 0 ? null : CliCommands.Run(this, master, words);
        if (answer is not null)
        {
            Say(answer + "\n");
        }

        if (_awaited == 0)
        {
            Prompt(master);
        }
    }

    /// <summary>False while a reload is awaited.</summary>
    private bool EndWait(MasterView master)
    {
        if (_awaited == 0)
        {
            return true;
        }

        bool isOver = master.Reloads.Ended >= _awaited;
        if (!isOver && !master.IsStopping())
        {
            return false;
        }

        bool isGood = isOver && master.Reloads.Failed == 0;
        string messages = isOver ? master.Reloads.Messages : CliCommands.Stopping;
        _awaited = 0;
        Say($"Success={(isGood ? 1 : 0)}\n--\n{messages}\n");
        _leaves |= (_modes & CliModes.Prompt) == 0; // scripts read until the end
        Prompt(master);
        return Flush();
    }

    private void Prompt(MasterView master)
    {
        if ((_modes & CliModes.Prompt) == 0 || _leaves)
        {
            return;
        }

        string failed = master.Reloads.Failed > 0 ? "[ReloadFailed]" : "";
        string flags = (_modes & (CliModes.Expert | CliModes.Experimental)) switch
        {
            0 => "",
            CliModes.Expert => "(e)",
            CliModes.Experimental => "(x)",
            _ => "(xe)",
        };
        Say($"master{failed}{flags}> ");
    }

    private void Say(string text)
    {
        Must.Hold(_unsent.Length == 0 || text.Length == 0 || text[^1] == ' '); // one answer, and a prompt
        _unsent = [.. _unsent, .. Encoding.UTF8.GetBytes(text)];
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    /// <summary>Whether anything came.</summary>
    private bool Receive()
    {
        Span<byte> room = _input.Room;
        if (room.IsEmpty)
        {
            return true; // whole commands are there: none is longer than the room
        }

        int count = Sys.Read(Descriptor, room);
        if (count > 0)
        {
            _input.Put(count);
        }
        else if (count == 0)
        {
            _isEnded = true;
        }
        else if (count is not (-Errno.EAGAIN or -Errno.EINTR))
        {
            Close();
        }

        return count > 0;
    }

    /// <summary>Sends what can be; false when some is left, or nobody is there.</summary>
    private unsafe bool Flush()
    {
        while (_unsent.Length > 0)
        {
            int sent;
            fixed (byte* from = _unsent)
            {
                const int Flags = Sys.MSG_DONTWAIT | Sys.MSG_NOSIGNAL;
                sent = Errno.Checked(Sys.Send(Descriptor, from, (nuint)_unsent.Length, Flags));
            }

            if (sent is -Errno.EAGAIN or -Errno.EINTR)
            {
                return false;
            }

            if (sent < 0)
            {
                Close();
                return false;
            }

            _unsent = _unsent[sent..];
        }

        return true;
    }
}
