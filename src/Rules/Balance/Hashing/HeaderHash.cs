using System;
using System.Text;
using Weir.Language.Keywords;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance.Hashing;

/// <summary>
/// <c>balance hdr(name)</c>: the first value of a header field names the server. Without one, turns.
/// </summary>
internal sealed class HeaderHash(
    BackendPlan backend, int proxy, Board board, byte[] name, bool domainOnly) : IBalancer
{
    private readonly KeyedServers _servers = new(backend, proxy, board);

    public bool ReadsRequest => true;

    public bool ReadsLoads => _servers.ReadsLoads;

    public static NewBalancer? Read(Line line, string? inside)
    {
        if (string.IsNullOrEmpty(inside))
        {
            line.Error(line.Last, "balance hdr requires an http header field name.");
            return null;
        }

        bool domainOnly = line.Take("use_domain_only");
        if (!domainOnly && line.Next() is { } modifier)
        {
            line.Unknown(modifier,
                $"balance hdr({inside}) only accepts 'use_domain_only' modifier (got '{modifier}').",
                ["use_domain_only"]);
            return null;
        }

        byte[] name = Encoding.Latin1.GetBytes(inside);
        return (backend, proxy, board) => new HeaderHash(backend, proxy, board, name, domainOnly);
    }

    public BalanceKey KeyOf(in BalanceRequest request)
    {
        ReadOnlySpan<byte> value = FirstOf(request.FirstValue(name));
        if (value.IsEmpty)
        {
            return BalanceKey.None;
        }

        return new BalanceKey(
            KeyHash.Of(domainOnly ? DomainOf(value) : value, backend.Hash), Exists: true);
    }

    public int Pick(in BalanceInput input) => _servers.Of(input.Key, input.Avoid);

    /// <summary>The first element of a list; commas within quotes are part of it (RFC 9110 5.6.1).</summary>
    internal static ReadOnlySpan<byte> FirstOf(ReadOnlySpan<byte> value)
    {
        bool isQuoted = false;
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && isQuoted)
            {
                i++;
            }
            else if (value[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (value[i] == ',' && !isQuoted)
            {
                return value[..i].TrimEnd(" \t"u8);
            }
        }

        return value;
    }

    /// <summary>
    /// The word before the last dot, as "1wt" in "haproxy.1wt.eu"; all of it when there is none. A word has a
    /// byte at least, be it a dot (as 2.6 has it).
    /// </summary>
    internal static ReadOnlySpan<byte> DomainOf(ReadOnlySpan<byte> host)
    {
        int end = host.LastIndexOf((byte)'.');
        if (end <= 0)
        {
            return host;
        }

        int from = host[..(end - 1)].LastIndexOf((byte)'.') + 1;
        return host[from..end];
    }
}
