namespace Weir.Model.Live;

/// <summary>
/// What the master and a child say to each other over their socket pair (SOCK_SEQPACKET): the first byte of a
/// message, and all of it where nothing else is said. Its end (a read of 0) means that the master is gone:
/// the child finishes as after <see cref="SoftStop"/>. There is no message for an immediate stop, because the
/// master kills.
/// </summary>
public enum ControlMessage : byte
{
    /// <summary>
    /// Child to master: everything stands, traffic is served. Sent by Main, before the loop runs.
    /// </summary>
    Ready = 1,

    /// <summary>Master to child: take nothing new, finish what runs, then return from the loop.</summary>
    SoftStop = 2,

    /// <summary>
    /// Master to child: as <see cref="SoftStop"/>, but successors serve: clients are not hurried.
    /// </summary>
    MakeWay = 3,

    /// <summary>
    /// Master to child: stop the proxies that the board calls stopped, and go on with the others.
    /// </summary>
    StopProxies = 4,

    /// <summary>
    /// Master to worker: the listeners of the proxies that the board calls paused listen no more.
    /// </summary>
    Pause = 5,

    /// <summary>Worker to master: that is so.</summary>
    Paused = 6,

    /// <summary>
    /// Master to worker: some of the listeners that did not listen do so again.
    /// </summary>
    Resume = 7,

    /// <summary>
    /// Master to child, a <see cref="PlanOrder"/> with the text's descriptor: make the plan ready. It is not
    /// at work before <see cref="AdoptPlan"/>.
    /// </summary>
    Plan = 8,

    /// <summary>
    /// Master to worker, behind a <see cref="PlanOrder"/> or a start: listening sockets, and as a number of 4
    /// bytes from the fourth byte on, of which listener each is.
    /// </summary>
    Listeners = 9,

    /// <summary>Child to master, a <see cref="PlanWord"/>: the plan is ready.</summary>
    PlanReady = 10,

    /// <summary>
    /// Child to master, a <see cref="PlanWord"/>: there was no memory for it, or no free descriptor.
    /// </summary>
    PlanFailed = 11,

    /// <summary>Master to child, a <see cref="PlanWord"/>: go by that plan.</summary>
    AdoptPlan = 12,

    /// <summary>Master to child, a <see cref="PlanWord"/>: forget that plan.</summary>
    DropPlan = 13,

    /// <summary>Child to master, a <see cref="PlanWord"/>: new work goes by that plan.</summary>
    PlanAdopted = 14,

    /// <summary>
    /// Worker to master, a <see cref="PlanWord"/>: nothing goes by that plan any more, which was adopted
    /// before the present one.
    /// </summary>
    PlanEnded = 15,
}
