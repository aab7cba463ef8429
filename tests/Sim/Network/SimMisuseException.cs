using System;

namespace Weir.Tests.Sim.Network;

/// <summary>
/// The program under test did what the contract forbids, for example used a descriptor that it had closed.
/// </summary>
public sealed class SimMisuseException : Exception
{
    public SimMisuseException()
    {
    }

    public SimMisuseException(string message)
        : base(message)
    {
    }

    public SimMisuseException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
