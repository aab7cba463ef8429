using System;
using System.Text;
using Weir.Ground.Net;
using Weir.Language.Source;
using Weir.Model.Compile;
using Weir.Model.Contracts.Rules;
using Weir.Model.Keywords;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Rules.Actions;
using Weir.Rules.Balance;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Bench.Works;

/// <summary>
/// Which backend, by rules with conditions. The baseline is what one would write by hand: strings of what is
/// looked at, the fields found already. Checksum: the numbers of the backends.
/// </summary>
internal sealed class Conditions : IRuleFacts
{
    private const int RoomBytes = 4096;
    private const int FieldsMax = 16;

    private const string Configuration = """
        defaults
         mode http
         timeout client 1s
         timeout connect 1s
         timeout server 1s
        frontend web
         bind 127.0.0.1:80
         acl static path_beg /static/ /images/
         acl static path_end .gif .png .css .js
         acl known hdr(host) -i www.example.com example.com
         acl mobile hdr_sub(user-agent) iPhone Android
         use_backend two if static known
         use_backend three if mobile || { path_beg /m/ } !static
         default_backend one
        backend one
        backend two
        backend three

        """;

    public static readonly Work Switching = Of("conditions/two rules", [
        "GET /static/logo.png?v=3 HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: Mozilla/5.0\r\n\r\n",
        "GET /index.html HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: Mozilla/5.0 (X11; Linux)\r\n\r\n",
        "GET /cart HTTP/1.1\r\nHost: Example.com\r\nUser-Agent: Mozilla/5.0 (iPhone; U)\r\n\r\n",
    ]);

    private readonly byte[] _samples = new byte[RoomBytes];
    private readonly byte[] _draft = new byte[RoomBytes];
    private readonly ProxyPlan _frontend;
    private readonly Request[] _requests;

    private Conditions(string[] requests)
    {
        LoadOptions options = new()
        {
            Balances = BalanceTable.Rows,
            Keywords = KeywordTables.With(RuleKeywords.Table),
        };
        _frontend = ConfigLoader.Load([new SourceFile("bench", Configuration)], options, out _)!.Proxies[0];
        _requests = Array.ConvertAll(requests, static text => new Request(text));
    }

    public Board Board => throw new NotSupportedException();

    public int WorkerId => 0;

    public long NowMs => 0;

    public long WallMs => 0;

    public IpEndpoint LocalAddress(int client) => default;

    private static Work Of(string name, string[] requests)
    {
        Conditions rules = new(requests);
        return new Work(name, rules.Ours, rules.ByHand);
    }

    private long Ours(int times)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            foreach (Request request in _requests)
            {
                sum += Backend(request);
            }
        }

        return sum;
    }

    private int Backend(Request request)
    {
        RuleRoom room = new()
        {
            Index = request.Index,
            Draft = _draft,
            OtherDraft = _draft, // nothing is rewritten
            Samples = _samples,
        };
        RuleContext context = new(RuleMessage.OfRequest(request.Head, in request.Parsed, room), _samples)
        {
            Worker = this,
            Frontend = _frontend,
            Backend = _frontend.Frontend!.DefaultBackend,
            Connection = 0,
            Client = default,
            Listener = 0,
            RequestNumber = 1,
        };
        _frontend.Rules!.Switching!.Run(ref context);
        return context.Backend!.Id;
    }

    private long ByHand(int times)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            foreach (Request request in _requests)
            {
                sum += Chosen(request);
            }
        }

        return sum;
    }

    private static int Chosen(Request request)
    {
        const StringComparison exact = StringComparison.Ordinal;
        string path = request.Text(request.Path);
        string host = request.Text(request.Host).ToLowerInvariant();
        bool isStatic = path.StartsWith("/static/", exact) || path.StartsWith("/images/", exact)
            || path.EndsWith(".gif", exact) || path.EndsWith(".png", exact)
            || path.EndsWith(".css", exact) || path.EndsWith(".js", exact);
        if (isStatic && (host is "www.example.com" or "example.com"))
        {
            return 2;
        }

        string agent = request.Text(request.Agent);
        bool isMobile = agent.Contains("iPhone", exact) || agent.Contains("Android", exact);
        return isMobile || (path.StartsWith("/m/", exact) && !isStatic) ? 3 : 1;
    }

    private sealed class Request
    {
        public readonly byte[] Head;
        public readonly Field[] Index = new Field[FieldsMax];
        public readonly RequestHead Parsed;
        public readonly Range Path;
        public readonly Range Host;
        public readonly Range Agent;

        public Request(string text)
        {
            Head = Encoding.ASCII.GetBytes(text);
            RequestParser.Parse(Head, Index, out Parsed, out _);
            Path = RangeOf(text, text.Split(' ', '?')[1]);
            Host = RangeOf(text, text.Split("Host: ")[1].Split('\r')[0]);
            Agent = RangeOf(text, text.Split("User-Agent: ")[1].Split('\r')[0]);
        }

        public string Text(Range range) => Encoding.Latin1.GetString(Head.AsSpan(range));

        private static Range RangeOf(string text, string part)
        {
            int start = text.IndexOf(part, StringComparison.Ordinal);
            return start..(start + part.Length);
        }
    }
}
