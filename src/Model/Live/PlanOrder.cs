using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>
/// What the master tells a child of a plan, beside its text: whose descriptor comes in the same message
/// (<see cref="ControlMessage.Plan"/>), or in its place at the child's start.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct PlanOrder
{
    public ControlMessage What;

    /// <summary>The master's count of plans, from 1.</summary>
    public uint Generation;

    /// <summary>Length of the text, in bytes.</summary>
    public long TextBytes;

    /// <summary>Client connections of the whole box, resolved: it stands in the child's plan.</summary>
    public int MaxConn;

    /// <summary>
    /// The same where it was written, so that all workers together keep to it; 0: it is what they have
    /// descriptors for.
    /// </summary>
    public int BoxMax;

    /// <summary>
    /// Listening sockets that are new with it. They come in messages of their own
    /// (<see cref="ControlMessage.Listeners"/>); none to a keeper.
    /// </summary>
    public int Listeners;
}
