using System;

namespace Weir.Tests.Sim.Network;

/// <summary>What happens to those who call an address.</summary>
internal enum SimAnswer : byte
{
    /// <summary>A peer serves; see <see cref="SimPlace.Serve"/>.</summary>
    Peer,

    /// <summary>The program under test listens.</summary>
    Listener,

    /// <summary>Nothing ever comes back.</summary>
    Silence,

    /// <summary>The call itself fails.</summary>
    Error,
}

/// <summary>An address of the network. One that is not there at all refuses.</summary>
/// <param name="Listeners">
/// The listening descriptors; of several, one is drawn for each caller, as among sockets that share a port.
/// </param>
/// <param name="Serve">Gives a peer for each caller; null refuses.</param>
/// <param name="Errno">Of <see cref="SimAnswer.Error"/>, positive.</param>
internal sealed record SimPlace(SimAnswer Answer, int[] Listeners, Func<SimPeer?>? Serve, int Errno);
