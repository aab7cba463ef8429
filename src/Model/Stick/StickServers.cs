using System;
using Weir.Model.Plan;

namespace Weir.Model.Stick;

/// <summary>
/// What a table knows a server by, in a word: its name, by a hash, and the number that people know it by. So
/// an entry means the same after any reload, and to another backend that uses the table.
/// </summary>
public sealed class StickServers
{
    private readonly ulong[] _words;

    /// <param name="servers">Of one backend.</param>
    public StickServers(ServerPlan[] servers)
    {
        _words = new ulong[servers.Length];
        foreach (ServerPlan server in servers)
        {
            _words[server.Index] = WordOf(server);
        }
    }

    /// <summary>
    /// The position of the server that a word stands for: the one of that name, else the one of that number,
    /// as in HAProxy; -1: there is none.
    /// </summary>
    public int PositionOf(ulong word)
    {
        int same = Array.IndexOf(_words, word);
        for (int i = 0; i < _words.Length && same < 0; i++)
        {
            same = (uint)(_words[i] >> 32) == (uint)(word >> 32) ? i : -1;
        }

        for (int i = 0; i < _words.Length && same < 0; i++)
        {
            same = (uint)_words[i] == (uint)word ? i : -1;
        }

        return same;
    }

    /// <summary>The word for the server at a position.</summary>
    public ulong this[int position] => _words[position];

    /// <summary>Only a configuration puts names in: the plainest hash will do (FNV-1a).</summary>
    private static ulong WordOf(ServerPlan server)
    {
        uint hash = 2166136261;
        foreach (byte one in server.NameText)
        {
            hash = (hash ^ one) * 16777619;
        }

        return ((ulong)hash << 32) | (uint)server.NumericId;
    }
}
