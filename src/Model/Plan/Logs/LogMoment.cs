namespace Weir.Model.Plan.Logs;

/// <summary>When a line is written, if nothing ends its stream before.</summary>
public enum LogMoment : byte
{
    /// <summary>All is over.</summary>
    Ended,

    /// <summary>The server's head is there, or without HTTP the connection to it.</summary>
    Answered,

    /// <summary>The client is there: it may never send a request.</summary>
    Accepted,
}
