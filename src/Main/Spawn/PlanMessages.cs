using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Weir.Kernel.Sockets;
using Weir.Model.Live;

namespace Weir.Main.Spawn;

/// <summary>A listening socket and which listener it is of.</summary>
internal readonly record struct HandedListener(int Listener, int Descriptor);

/// <summary>What the master says to a child about plans. Nothing here waits for a child.</summary>
internal static class PlanMessages
{
    /// <summary>Orders a plan, with its text and what is new to listen on; 0, or an errno negated.</summary>
    public static int SendPlan(int control, PlanOrder order, int text, List<HandedListener> listeners)
    {
        order.What = ControlMessage.Plan;
        order.Listeners = listeners.Count;
        int error = DescriptorMessage.Send(
            control, MemoryMarshal.AsBytes(new ReadOnlySpan<PlanOrder>(in order)), [text]);
        return error < 0 ? error : SendListeners(control, listeners);
    }

    public static int SendListeners(int control, List<HandedListener> listeners)
    {
        const int Most = DescriptorMessage.DescriptorsMost;
        Span<int> message = stackalloc int[1 + Most];
        Span<int> descriptors = stackalloc int[Most];
        message[0] = (int)ControlMessage.Listeners;
        for (int first = 0; first < listeners.Count; first += Most)
        {
            int count = int.Min(Most, listeners.Count - first);
            for (int at = 0; at < count; at++)
            {
                message[1 + at] = listeners[first + at].Listener;
                descriptors[at] = listeners[first + at].Descriptor;
            }

            int error = DescriptorMessage.Send(
                control, MemoryMarshal.AsBytes(message[..(1 + count)]), descriptors[..count]);
            if (error < 0)
            {
                return error;
            }
        }

        return 0;
    }

    /// <summary>A word about a plan that was ordered; 0, or an errno negated.</summary>
    public static int Send(int control, ControlMessage what, uint generation)
    {
        PlanWord word = new(what, generation);
        return DescriptorMessage.Send(control, MemoryMarshal.AsBytes(new ReadOnlySpan<PlanWord>(in word)));
    }
}
