namespace Weir.Tests.Wire;

/// <summary>
/// Small configurations of today, for cases about HTTP itself. Names in them are those of the log lines.
/// </summary>
internal static class Texts
{
    /// <summary>Proxy <c>web</c> with the servers s1 and s2, or as many as asked for.</summary>
    /// <param name="lines">More lines for the section, separated by line feeds.</param>
    /// <param name="servers">How many servers.</param>
    /// <param name="words">More words for every server line.</param>
    public static string Web(string lines = "", int servers = 1, string words = "")
    {
        string text = "listen web\n bind 192.168.1.1:80\n mode http\n balance roundrobin\n";
        // A case about one timeout sets that one; the others are far away, as in a real file.
        text += " timeout client 30s\n timeout server 30s\n timeout connect 5s\n";
        foreach (string line in lines.Split('\n')) text += $" {line}\n";
        for (int i = 1; i <= servers; i++) text += $" server s{i} 192.168.1.1{i}:80 {words}\n";
        return text;
    }
}
