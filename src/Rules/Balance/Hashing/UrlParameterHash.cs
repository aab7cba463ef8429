using System;
using System.Text;
using Weir.Language.Keywords;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance.Hashing;

/// <summary>
/// <c>balance url_param</c>: the value of a parameter of the query names the server. Without it, turns.
/// </summary>
internal sealed class UrlParameterHash(BackendPlan backend, int proxy, Board board, byte[] name) : IBalancer
{
    private readonly KeyedServers _servers = new(backend, proxy, board);

    public bool ReadsRequest => true;

    public bool ReadsBody { get; private init; }

    public bool ReadsLoads => _servers.ReadsLoads;

    public static NewBalancer? Read(Line line, string? inside)
    {
        string name = inside is null ? line.Next() ?? "" : "";
        if (name.Length == 0)
        {
            line.Error(line.Last, "balance url_param requires an URL parameter name.");
            return null;
        }

        bool checksPost = line.Take("check_post");
        if (checksPost)
        {
            line.Next(); // once the most bytes to wait for
        }
        else if (line.Next() is { } modifier)
        {
            line.Unknown(modifier,
                $"balance url_param only accepts 'check_post' modifier (got '{modifier}').", ["check_post"]);
            return null;
        }

        byte[] bytes = Encoding.Latin1.GetBytes(name);
        return (backend, proxy, board) => new UrlParameterHash(backend, proxy, board, bytes)
        {
            ReadsBody = checksPost,
        };
    }

    public BalanceKey KeyOf(in BalanceRequest request) =>
        Find(request.Target, name, out ReadOnlySpan<byte> value) ? KeyOfValue(value) : BalanceKey.None;

    /// <summary>A body is read as the query of a form is written.</summary>
    public BalanceKey KeyOfBody(ReadOnlySpan<byte> body) =>
        FindIn(body, name, out ReadOnlySpan<byte> value) ? KeyOfValue(value) : BalanceKey.None;

    public int Pick(in BalanceInput input) => _servers.Of(input.Key, input.Avoid);

    /// <summary>
    /// The value of the first "name=value" between ampersands after the first question mark; case counts, the
    /// value may be empty.
    /// </summary>
    internal static bool Find(
        ReadOnlySpan<byte> target, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        int mark = target.IndexOf((byte)'?');
        return FindIn(mark < 0 ? default : target[(mark + 1)..], name, out value);
    }

    private static bool FindIn(
        ReadOnlySpan<byte> query, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        while (!query.IsEmpty)
        {
            int end = query.IndexOf((byte)'&');
            ReadOnlySpan<byte> one = end < 0 ? query : query[..end];
            if (one.Length > name.Length && one[name.Length] == '=' && one.StartsWith(name))
            {
                value = one[(name.Length + 1)..];
                return true;
            }

            query = end < 0 ? default : query[(end + 1)..];
        }

        return false;
    }

    private BalanceKey KeyOfValue(ReadOnlySpan<byte> value) =>
        new(KeyHash.Of(value, backend.Hash), Exists: true);
}
