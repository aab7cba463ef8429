using System;
using System.Collections.Generic;
using Weir.Kernel.Calls;
using Weir.Model.Plan.Process;

namespace Weir.Control.Cli;

/// <summary>
/// The listening sockets of a configuration's <c>stats socket</c> lines. They are opened before rights are
/// given up; one that the next configuration has too stays as it is.
/// </summary>
/// <param name="accounts">Numbers of users and groups, as long as their files can be read.</param>
public sealed class ControlSockets(AccountNumbers accounts)
{
    private readonly List<ControlListener> _all = [];
    private readonly List<ControlListener> _prepared = [];

    /// <summary>Those of the present configuration.</summary>
    public IReadOnlyList<ControlListener> All => _all;

    /// <summary>The address of a socket; null when it is none of these.</summary>
    public ControlAddress? Find(int descriptor) => _all.Find(one => one.Descriptor == descriptor)?.At;

    /// <summary>
    /// Opens what is not open yet, for a configuration that is to come; what is wrong, or null.
    /// </summary>
    public string? Open(ControlAddress[] wanted)
    {
        foreach (ControlAddress at in wanted)
        {
            int descriptor = Has(at) ? 0 : ControlListener.Open(at, accounts);
            if (descriptor < 0)
            {
                string kind = at.Name is null ? "socket" : "UNIX socket";
                return $"Binding [{at.Source}] for frontend GLOBAL: cannot bind {kind} "
                    + $"({Errno.Text(-descriptor)}) [{at.Name ?? $"{at.Ip}:{at.Ip.Port}"}]";
            }

            if (descriptor > 0)
            {
                _prepared.Add(new ControlListener(at, descriptor));
            }
        }

        return null;
    }

    /// <summary>Whether nothing would have to be opened for these.</summary>
    public bool HasAll(ControlAddress[] wanted) => Array.TrueForAll(wanted, Has);

    /// <summary>The configuration is the present one: closes those that are wanted no longer.</summary>
    public void Follow(ControlAddress[] wanted)
    {
        _all.AddRange(_prepared);
        _prepared.Clear();
        for (int at = _all.Count - 1; at >= 0; at--)
        {
            if (!Array.Exists(wanted, one => one.Text == _all[at].At.Text))
            {
                Sys.Close(_all[at].Descriptor);
                _all.RemoveAt(at);
            }
        }
    }

    private bool Has(ControlAddress wanted) =>
        _all.Exists(one => one.At.Text == wanted.Text)
        || _prepared.Exists(one => one.At.Text == wanted.Text);
}
