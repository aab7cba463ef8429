using System;
using System.Text;
using Weir.Language.Keywords;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Wire.Handshake;
using Weir.Wire.Http1;

namespace Weir.Rules.Balance.Hashing;

/// <summary>
/// <c>balance rdp-cookie</c>: a Remote Desktop client's cookie names the server. Without one, turns.
/// </summary>
internal sealed class RdpCookieHash(BackendPlan backend, int proxy, Board board, byte[] name) : IBalancer
{
    private readonly KeyedServers _servers = new(backend, proxy, board);

    public bool ReadsRequest => true;

    public bool ReadsLoads => _servers.ReadsLoads;

    public static NewBalancer? Read(Line line, string? inside)
    {
        if (inside is "")
        {
            line.Error(line.Last, "balance rdp-cookie : missing cookie name.");
            return null;
        }

        byte[] name = Encoding.Latin1.GetBytes(inside ?? "mstshash");
        return (backend, proxy, board) => new RdpCookieHash(backend, proxy, board, name);
    }

    public BalanceKey KeyOf(in BalanceRequest request) =>
        RdpRequest.Cookie(request.Content, name, out ReadOnlySpan<byte> value) == ParseStatus.Complete
            ? new BalanceKey(KeyHash.Of(value, backend.Hash), Exists: true)
            : BalanceKey.None;

    public int Pick(in BalanceInput input) => _servers.Of(input.Key, input.Avoid);
}
