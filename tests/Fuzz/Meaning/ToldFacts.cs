using System;
using System.Collections.Generic;
using System.Text;

namespace Weir.Tests.Fuzz.Meaning;

/// <summary>What statistics (CSV) tell of a configuration, without what they tell of its life.</summary>
internal static class ToldFacts
{
    /// <summary>Told of every line.</summary>
    private static readonly string[] s_always = ["type", "mode", "slim", "iid", "sid", "algo"];

    /// <summary>
    /// Told of a server. Its state is among them only where nothing asks for it: a check may have failed in
    /// the meantime.
    /// </summary>
    private static readonly string[] s_ofServers =
        ["weight", "act", "bck", "qlimit", "tracked", "addr", "check_rise", "check_fall"];

    public static string Of(string csv)
    {
        string[] lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] names = lines[0][2..].TrimEnd('\r').Split(',');
        StringBuilder text = new();
        foreach (string line in lines.AsSpan(1))
        {
            string[] fields = line.Split(',');
            text.Append(fields[0]).Append('/').Append(fields[1]).Append(':');
            bool isServer = Field("type") == "2";
            foreach (string name in s_always) Add(name);
            foreach (string name in isServer ? s_ofServers : []) Add(name);
            if (Field("mode") == "http") Add("cookie"); // haproxy tells it even where it is ignored
            if (Field("status") is "no check" or "MAINT") Add("status");
            text.Append('\n');

            void Add(string name) => text.Append(' ').Append(name).Append('=').Append(Field(name));
            string Field(string name) => Array.IndexOf(names, name) is >= 0 and var at && at < fields.Length
                ? fields[at] : "";
        }

        return text.ToString();
    }

    /// <summary>Lines of the one that the other does not have.</summary>
    public static string Without(string one, string other)
    {
        HashSet<string> known = [.. other.Split('\n')];
        return string.Join('\n', Array.FindAll(one.Split('\n'), line => !known.Contains(line)));
    }
}
