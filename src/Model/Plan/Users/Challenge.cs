using System;
using Weir.Language.Source;

namespace Weir.Model.Plan.Users;

/// <summary>The field that asks a client for name and password (RFC 7617).</summary>
public static class Challenge
{
    /// <summary>A longer realm would not fit into an answer's room, in characters.</summary>
    public const int RealmMost = 1024;

    /// <summary>What the statistics page calls itself when it asks.</summary>
    public const string RealmOfStats = "HAProxy Statistics";

    /// <summary>The line, CR LF included.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="realm">What a browser shows when it asks.</param>
    public static byte[] Line(string field, string realm)
    {
        string quoted = realm.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return ByteText.ToBytes($"{field}: Basic realm=\"{quoted}\"\r\n");
    }
}
