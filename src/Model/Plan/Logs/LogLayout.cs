namespace Weir.Model.Plan.Logs;

/// <summary>A log line as its pieces: compiled once, written without looking at its text again.</summary>
public sealed class LogLayout
{
    public required LogPiece[] Pieces { get; init; }

    /// <summary>When it is written, if nothing ends the stream before.</summary>
    public required LogMoment Moment { get; init; }

    /// <summary>It tells where the server was reached.</summary>
    public required bool TellsServerAddress { get; init; }

    /// <summary>It tells the address that the client has reached, which has to be asked for.</summary>
    public required bool TellsLocalAddress { get; init; }
}
