using System;
using Weir.Ground.Check;
using Weir.Kernel.Calls;
using Weir.Main.CommandLine;
using Weir.Main.Master;
using Weir.Main.Messages;
using Weir.Main.Privileges;
using Weir.Main.Signals;
using Weir.Main.Spawn;
using Weir.Main.Startup;
using Weir.Model.Compile;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Plans;

namespace Weir.Main.Roles;

/// <summary>What every child finds at its start, whatever its role.</summary>
internal sealed class ChildStart
{
    private readonly Invocation _asked;

    private ChildStart(in StartOrder order, Invocation asked, ConfigPlan plan, Board board)
    {
        _asked = asked;
        Order = order;
        Plan = plan;
        Board = board;
        Calls = new int[HandedDown.CallsFor(order.Workers)];
        for (int who = 0; who < Calls.Length; who++)
        {
            Calls[who] = HandedDown.FirstCall + who;
        }
    }

    public StartOrder Order { get; }

    /// <summary>The master's plan, made again from the same text and the same addresses.</summary>
    public ConfigPlan Plan { get; }

    public Board Board { get; }

    /// <summary>
    /// By worker, and the keeper's last: the descriptor that makes it look at the board again.
    /// </summary>
    public int[] Calls { get; }

    /// <summary>Takes over what the master handed down.</summary>
    /// <returns>Null when this process was started by hand: it has said so.</returns>
    public static ChildStart? Receive(string role)
    {
        OurSignals.Block(); // in every thread since the spawn, as a rule; started by hand, not
        if (!StartOrder.TryTake(HandedDown.Control, out StartOrder order))
        {
            MessageLog.PrintError($"'{role}' is a role that the master gives to its children; "
                + "it cannot be started by hand.\n");
            return null;
        }

        NameTask();
        Invocation asked = new()
        {
            ProxyMaxConn = order.ProxyMaxConn >= 0 ? order.ProxyMaxConn : null,
            LocalPeer = order.IsPeerGiven != 0 ? "" : null, // its variable is inherited
        };
        ConfigPlan plan = Compile(asked, in order.Plan, HandedDown.Configuration);
        Board? board = BoardFile.Open(HandedDown.Board, order.Board);
        Must.Hold(board is not null);
        Must.Hold(order.Workers > 0);
        Sys.Close(HandedDown.Board); // mapped, and not needed as a descriptor any more
        return new ChildStart(order, asked, plan, board);
    }

    /// <summary>A plan that the master has ordered. On any thread.</summary>
    public ConfigPlan Compile(in PlanOrder order, int text) => Compile(_asked, in order, text);

    /// <summary>
    /// The listening sockets that were left in the socket pair, by listener; -1: nobody bound that one, or
    /// its proxy has been stopped.
    /// </summary>
    public int[] TakeListeners()
    {
        int end = 0;
        foreach (ListenerPlan listener in Plan.Listeners)
        {
            end = int.Max(end, listener.Id + 1);
        }

        int[] all = new int[end];
        Array.Fill(all, -1);
        MasterSocket master = new(HandedDown.Control);
        for (int left = Order.Plan.Listeners; left > 0; left -= master.Listeners.Length)
        {
            Must.Hold(master.Receive() == ControlMessage.Listeners);
            Must.Hold(master.Listeners.Length == master.Descriptors.Length);
            for (int at = 0; at < master.Listeners.Length; at++)
            {
                all[master.Listeners[at]] = master.Descriptors[at];
            }
        }

        return all;
    }

    /// <summary>
    /// In a daemon, lets go of descriptors 0 to 2. Before log targets are opened: one that is stdout would be
    /// opened anew, and whoever reads the launcher's output to its end would wait for ours.
    /// </summary>
    public void LetGo()
    {
        if (Order.Detach != 0)
        {
            Descriptors.DetachStandard();
        }
    }

    /// <summary>
    /// Gives up what serving does not need. Everything that is not in the folder, or root's, is open by now.
    /// </summary>
    /// <returns>False after an alert.</returns>
    public bool Confine()
    {
        string? fault = new Confinement(Plan.Global.Process.Chroot, Order.UserId, Order.GroupId).Enter();
        if (fault is not null)
        {
            new MessageLog(Environment.GetCommandLineArgs()[0]).MainAlert(fault);
            return false;
        }

        if (Plan.Global.Process.Dumpable)
        {
            Sys.SetDumpable(true);
            Sys.RaiseCoreLimits();
        }

        return true;
    }

    /// <summary>Everything stands: from here on the master counts on this process.</summary>
    public void TellReady()
    {
        Sys.Write(HandedDown.Control, [(byte)ControlMessage.Ready]);
    }

    /// <summary>The master's plan, from the same text and addresses. Closes the text.</summary>
    private static ConfigPlan Compile(Invocation asked, in PlanOrder order, int text)
    {
        ConfigText? content = ConfigurationFile.Read(text, order.TextBytes);
        Sys.Close(text);
        if (content is null)
        {
            throw new InsufficientMemoryException();
        }

        Invocation its = new()
        {
            MaxConn = order.MaxConn,
            ProxyMaxConn = asked.ProxyMaxConn,
            LocalPeer = asked.LocalPeer,
        };
        ConfigPlan? plan = PlanLoader.LoadChecked(content, its);
        Must.Hold(plan is not null); // the master has compiled these very bytes
        return plan;
    }

    /// <summary>
    /// Gives the task its program's name, for the case that the image had to be executed by another path.
    /// </summary>
    private static unsafe void NameTask()
    {
        string program = Environment.GetCommandLineArgs()[0];
        fixed (byte* name = NativeText.Of(program[(program.LastIndexOf('/') + 1)..]))
        {
            Sys.SetTaskName(name);
        }
    }
}
