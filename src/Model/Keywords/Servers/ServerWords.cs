using Weir.Language.Keywords;
using Weir.Model.Draft;

namespace Weir.Model.Keywords.Servers;

/// <summary>Words of the <c>server</c> line that work, except those about health.</summary>
internal static class ServerWords
{
    public static readonly ServerWord[] Table =
    [
        new("backup", "", Default: "off", Example: "backup",
            Doc: "Used only when every other server is down.",
            Apply: static (_, server) => server.Backup = true),
        new("cookie", "<value>", Default: "none", Example: "cookie A",
            Doc: "The value of the persistence cookie that names this server.",
            Apply: static (line, server) => server.Cookie =
                line.Word("'cookie' expects <value> as argument.")),
        new("disabled", "", Default: "off", Example: "disabled",
            Doc: "The server is in maintenance: only what 'option persist' binds to it goes there.",
            Apply: static (_, server) => server.Disabled = true),
        new("enabled", "", Default: "", Example: "enabled",
            Doc: "The server is not in maintenance, whatever 'default-server' says.",
            Apply: static (_, server) => server.Disabled = false),
        new("id", "<number>", Default: "the server's position, from 1", Example: "id 17",
            Doc: "The number by which consistent hashing and 'balance first' know the server.",
            Apply: static (line, server) => server.NumericId = NumericId(line, server)),
        new("maxconn", "<maxconn>", Default: "0, no limit", Example: "maxconn 4",
            Doc: "The most requests that the server is given at once; others wait in a queue.",
            Apply: static (line, server) => server.MaxConn = line.Integer(0, int.MaxValue)),
        new("maxqueue", "<maxqueue>", Default: "0, no limit", Example: "maxqueue 100",
            Doc: "The most requests that wait for this very server; beyond, they go to another one.",
            Apply: static (line, server) => server.MaxQueue = line.Integer(0, int.MaxValue)),
        new("minconn", "<minconn>", Default: "maxconn", Example: "minconn 4",
            Doc: "What 'maxconn' shrinks to while the backend has few requests (see 'fullconn').",
            Apply: static (line, server) => server.MinConn = line.Integer(0, int.MaxValue)),
        new("no-backup", "", Default: "", Example: "no-backup",
            Doc: "The server is no backup, whatever 'default-server' says.",
            Apply: static (_, server) => server.Backup = false),
        new("non-stick", "", Default: "off", Example: "non-stick",
            Doc: "What is sent to the server is not put into a stick table.",
            Apply: static (_, server) => server.NeverSticks = true),
        new("redir", "<prefix>", Default: "none", Example: "redir http://a.example.com",
            Doc: "GET and HEAD are answered with 302: the client is to ask <prefix> with its path.",
            Apply: static (line, server) => server.RedirectTo =
                line.Word("'redir' expects <prefix> as argument.")),
        new("stick", "", Default: "on", Example: "stick",
            Doc: "Takes back 'non-stick' of 'default-server'.",
            Apply: static (_, server) => server.NeverSticks = false),
        new("weight", "<weight>", Default: "1", Example: "weight 10",
            Doc: "The server's share of the load, 0 to 256; 0: only clients with its cookie.",
            Apply: static (line, server) => server.Weight = Weight(line, server)),
    ];

    private static int NumericId(Line line, ServerDraft server)
    {
        string? word = line.Next();
        if (word is null)
        {
            line.Error("", "'id' : expects an integer argument.");
            return 0;
        }

        if (!int.TryParse(word, out int id))
        {
            line.Error(word, $"'id' : expects an integer argument (got '{word}').");
            return 0;
        }

        if (id <= 0)
        {
            line.Error(word, "'id' : custom id has to be > 0.");
            return 0;
        }

        if (server.Proxy.Servers.Find(one => one.NumericId == id) is { } other)
        {
            line.Error(word, $"'id' : custom id {id} already used at {other.Line.File}:{other.Line.Number} "
                + $"('server {other.Name}').");
        }

        return id;
    }

    private static int Weight(Line line, ServerDraft server)
    {
        string word = line.Word("'weight' expects an integer argument.");
        bool isNumber = int.TryParse(word, out int weight);
        if (!line.HasFailed && (!isNumber || weight is < 0 or > 256))
        {
            line.Error(word, $"weight of server {server.Name} is not within 0 and 256 ({word}).");
        }

        return weight;
    }
}
