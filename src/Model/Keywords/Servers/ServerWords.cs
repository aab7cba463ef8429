using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Values;
using Weir.Model.Draft;

namespace Weir.Model.Keywords.Servers;

/// <summary>Words of the <c>server</c> line that work.</summary>
internal static class ServerWords
{
    /// <summary>Of rise and of fall: their sum is counted in 32 bits.</summary>
    private const int CountMost = 1_000_000_000;

    public static readonly ServerWord[] Table =
    [
        new("addr", "<address>", Default: "the server's address", Example: "addr 127.0.0.1",
            Doc: "Where health checks go.",
            Apply: static (line, server) => server.CheckAddress = Address(line, server)),
        new("backup", "", Default: "off", Example: "backup",
            Doc: "Used only when every other server is down.",
            Apply: static (_, server) => server.Backup = true),
        new("check", "", Default: "off", Example: "check",
            Doc: "The server's health is checked.",
            Apply: static (_, server) => server.Check = true),
        new("cookie", "<value>", Default: "none", Example: "cookie A",
            Doc: "The value of the persistence cookie that names this server.",
            Apply: static (line, server) => server.Cookie =
                line.Word("'cookie' expects <value> as argument.")),
        new("downinter", "<delay>", Default: "inter", Example: "downinter 10s",
            Doc: "Time between checks while the server is down.",
            Apply: static (line, server) => server.DownIntervalMs = Delay(line, server)),
        new("fall", "<count>", Default: "3", Example: "fall 3",
            Doc: "Bad checks in a row that take the server down, from 1.",
            Apply: static (line, server) => server.Fall = Count(line)),
        new("fastinter", "<delay>", Default: "inter", Example: "fastinter 500",
            Doc: "Time between checks while the server goes up or down.",
            Apply: static (line, server) => server.FastIntervalMs = Delay(line, server)),
        new("id", "<number>", Default: "the server's position, from 1", Example: "id 17",
            Doc: "The number by which consistent hashing and 'balance first' know the server.",
            Apply: static (line, server) => server.NumericId = NumericId(line, server)),
        new("inter", "<delay>", Default: "2s", Example: "inter 2000",
            Doc: "Time between checks.",
            Apply: static (line, server) => server.IntervalMs = Delay(line, server)),
        new("maxconn", "<maxconn>", Default: "0, no limit", Example: "maxconn 4",
            Doc: "The most requests that the server is given at once; others wait in a queue.",
            Apply: static (line, server) => server.MaxConn = line.Integer(0, int.MaxValue)),
        new("maxqueue", "<maxqueue>", Default: "0, no limit", Example: "maxqueue 100",
            Doc: "The most requests that wait for this very server; beyond, they go to another one.",
            Apply: static (line, server) => server.MaxQueue = line.Integer(0, int.MaxValue)),
        new("minconn", "<minconn>", Default: "maxconn", Example: "minconn 4",
            Doc: "What 'maxconn' shrinks to while the backend has few requests (see 'fullconn').",
            Apply: static (line, server) => server.MinConn = line.Integer(0, int.MaxValue)),
        new("port", "<port>", Default: "the server's port", Example: "port 81",
            Doc: "Where health checks go.",
            Apply: static (line, server) => server.CheckPort = Port(line)),
        new("rise", "<count>", Default: "2", Example: "rise 2",
            Doc: "Good checks in a row that bring the server up, from 1.",
            Apply: static (line, server) => server.Rise = Count(line)),
        new("weight", "<weight>", Default: "1", Example: "weight 10",
            Doc: "The server's share of the load, 0 to 256; 0: only clients with its cookie.",
            Apply: static (line, server) => server.Weight = Weight(line, server)),
    ];

    private static IpEndpoint? Address(Line line, ServerDraft server)
    {
        string word = line.Word("'addr' expects <ipv4|ipv6> as argument.");
        if (line.HasFailed)
        {
            return null;
        }

        AddressRange? range =
            AddressText.Read(word, AddressForm.None, server.Proxy.Resolve, out string fault);
        if (range is null)
        {
            line.Error(word, $"'addr' : {fault}.");
        }

        return range?.First;
    }

    private static int Count(Line line)
    {
        string? word = line.Next();
        if (word is null)
        {
            line.Error("", $"'{line.Name}' expects an integer argument.");
            return 1;
        }

        if (!int.TryParse(word, out int count) || count < 1)
        {
            line.Error(word, $"'{line.Name}' has to be > 0.");
        }
        else if (count > CountMost)
        {
            line.Error(word, $"'{line.Name}' has to be at most {CountMost}.");
        }

        return count;
    }

    private static int Delay(Line line, ServerDraft server)
    {
        string? word = line.Next();
        if (word is null)
        {
            line.Error("", $"'{line.Name}' expects a delay as argument.");
            return 1;
        }

        DurationText.Outcome outcome = DurationText.Read(word, out long value);
        if (outcome == DurationText.Outcome.TooLong)
        {
            line.Error(word, $"timer overflow in argument <{word}> to <{line.Name}> of server {server.Name}, "
                + "maximum value is 2147483647 ms (~24.8 days).");
        }
        else if (outcome == DurationText.Outcome.BadCharacter)
        {
            char bad = value < word.Length ? word[(int)value] : ' ';
            line.Error(word,
                $"unexpected character '{bad}' in '{line.Name}' argument of server {server.Name}.");
        }
        else if (value == 0)
        {
            line.Error(word, $"invalid value 0 for argument '{line.Name}' of server {server.Name}.");
        }

        return (int)value;
    }

    private static int NumericId(Line line, ServerDraft server)
    {
        string? word = line.Next();
        if (word is null)
        {
            line.Error("", "'id' : expects an integer argument.");
            return 0;
        }

        if (!int.TryParse(word, out int id) || id <= 0)
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

    private static int Port(Line line)
    {
        string word = line.Word("'port' expects a port number as argument.");
        if (!line.HasFailed && !ushort.TryParse(word, out _))
        {
            line.Error(word, $"invalid port '{word}'.");
        }

        return line.HasFailed ? 0 : int.Parse(word);
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
