using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Values;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;
using Weir.Model.Plan;
using Weir.Model.Plan.Ends;

namespace Weir.Model.Keywords.Servers;

/// <summary>The <c>server</c> line: name, address, and words that each take their own arguments.</summary>
internal static class ServerLines
{
    public static void Read(Line line, ProxyDraft proxy)
    {
        string? name = line.Next();
        string? address = line.Next();
        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(address))
        {
            line.Error("", "'server' expects <name> and <addr>[:<port>] as arguments.");
            return;
        }

        line.CheckName(name, "server");
        string prefix = $"'server {proxy.Name}/{name}' : ";
        AddressRange range = Address(line, proxy, prefix, address);
        ServerDraft server = proxy.ServerDefaults(line.Source) with
        {
            Name = name,
            Address = range.First,
            PortOffset = range.Offset,
            Destination = range.First.IsAny ? Destination.ClientsAddress : Destination.Fixed,
        };
        if (Words(line, server, prefix))
        {
            proxy.Servers.Add(server);
        }
    }

    /// <summary>What the servers behind this line begin with (<c>default-server</c>).</summary>
    public static void ReadDefaults(Line line, ProxyDraft proxy)
    {
        ServerDraft server = proxy.ServerDefaults(line.Source);
        bool isRead = Words(line, server, "");
        if (server.NumericId != 0)
        {
            line.Error("id", "'id' option is not accepted in default-server sections");
        }
        else if (isRead)
        {
            proxy.DefaultServer = server;
        }
    }

    /// <summary>False after an unknown word: what follows it may be its argument.</summary>
    private static bool Words(Line line, ServerDraft server, string prefix)
    {
        while (line.Left > 0)
        {
            if (!Word(line, server, prefix))
            {
                return false;
            }
        }

        return true;
    }

    private static AddressRange Address(Line line, ProxyDraft proxy, string prefix, string text)
    {
        bool isResolving = false;
        IpEndpoint? Resolve(string host)
        {
            isResolving = true;
            return proxy.Resolve(host);
        }

        AddressRange? range = AddressText.Read(text, AddressForm.OffsetAllowed, Resolve, out string fault);
        if (range is null)
        {
            string host = text.Split(':')[0];
            line.Error(text, prefix + (isResolving ? $"could not resolve address '{host}'." : fault));
            return default;
        }

        return range.Value;
    }

    /// <summary>Reads one word with its arguments; false when it is not known.</summary>
    private static bool Word(Line line, ServerDraft server, string prefix)
    {
        string word = line.Peek;
        Keyword? row = KeywordTables.Words.Find(line.Source.Words, line.Position, Sections.ServerLine,
            out int length);
        if (row is null || (row.In & Sections.ServerLine) == 0)
        {
            line.Unknown(word, $"{prefix}unknown keyword '{word}'.",
                KeywordTables.Words.Names(Sections.ServerLine));
            return false;
        }

        if (row is not ServerWord known)
        {
            line.Error(word, prefix + NotYet.Message(row.Name));
            return false;
        }

        Line tail = line.Tail(row.Name, line.Position + length, prefix);
        known.Apply(tail, server);
        line.SkipTo(tail.Position);
        return true;
    }
}
