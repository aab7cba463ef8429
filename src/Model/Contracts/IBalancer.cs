using System;

namespace Weir.Model.Contracts;

/// <summary>
/// Chooses a server for a request that no cookie has bound. One instance per backend and worker; no
/// allocation in <see cref="KeyOf"/> and <see cref="Pick"/>.
/// </summary>
public interface IBalancer
{
    /// <summary>No server is usable.</summary>
    public const int Nobody = -1;

    /// <summary>
    /// Servers are usable, and each is at its <c>maxconn</c>: the request waits for the first that has room.
    /// </summary>
    public const int NoRoom = -2;

    /// <summary>Whether <see cref="KeyOf"/> is worth asking: something in a request decides.</summary>
    bool ReadsRequest => false;

    /// <summary>
    /// Whether every server's <see cref="Places.ServerLoad"/> is read: it must be kept then, limits or not.
    /// </summary>
    bool ReadsLoads => false;

    /// <summary>
    /// What a request is balanced by. Asked once, while the head is at hand; the stream keeps the result for
    /// every pick it needs.
    /// </summary>
    BalanceKey KeyOf(in BalanceRequest request) => BalanceKey.None;

    /// <summary>
    /// Whether a POST without a key is to wait for its body, and <see cref="KeyOfBody"/> to be asked then.
    /// </summary>
    bool ReadsBody => false;

    /// <summary>What a request is balanced by that has its key in its body.</summary>
    /// <param name="body">All of it, or its beginning; lent for the call.</param>
    BalanceKey KeyOfBody(ReadOnlySpan<byte> body) => BalanceKey.None;

    /// <summary>
    /// Position in the backend's server list, <see cref="Nobody"/> or <see cref="NoRoom"/>. An algorithm that
    /// binds keys to servers names the server even when it is full: the request waits for that one.
    /// </summary>
    int Pick(in BalanceInput input);
}
