using System;

namespace Weir.Control.Orders;

/// <summary>How orders are called, by their number: HAProxy's names, which scripts send.</summary>
internal static class OrderNames
{
    public static readonly (string Name, string Title)[] Rows =
    [
        ("ready", "Set state to READY"),
        ("drain", "Set state to DRAIN"),
        ("maint", "Set state to MAINT"),
        ("dhlth", "Health: disable checks"),
        ("ehlth", "Health: enable checks"),
        ("hrunn", "Health: force UP"),
        ("hnolb", "Health: force NOLB"),
        ("hdown", "Health: force DOWN"),
        ("shutdown", "Kill Sessions"),
    ];

    /// <summary>Names for what agents are told: there are none, so nobody is told anything.</summary>
    public static readonly string[] OfAgents = ["dagent", "eagent", "arunn", "adown"];

    /// <summary>-1: none is called so.</summary>
    public static int IndexOf(string name) => Array.FindIndex(Rows, row => row.Name == name);
}
