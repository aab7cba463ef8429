namespace Weir.Relay.Stream;

/// <summary>A step's result. The conductor alone acts on it.</summary>
internal readonly record struct Next(NextKind Kind, StreamStep Step, short Status, StreamEnd End)
{
    /// <summary>
    /// Receives that one side of a stream is relayed before others have their turn. Two fast peers would keep
    /// a worker to themselves otherwise: what is read makes room for what is read next.
    /// </summary>
    public const int PiecesMax = 16;

    /// <summary>Bytes in the worker's scratch: of a reply, or of a field that an answer has too.</summary>
    public int Length { get; init; }

    /// <summary>Goes on with that step at once.</summary>
    public bool IsTo(StreamStep step) => Kind == NextKind.Again && Step == step;

    public static Next Wait => new(NextKind.Wait, default, 0, default);

    public static Next Yield => new(NextKind.Yield, default, 0, default);

    public static Next Complete => new(NextKind.Complete, default, 0, StreamEnd.Normal);

    public static Next Again(StreamStep step) => new(NextKind.Again, step, 0, default);

    public static Next Answer(int status, char cause, char phase) =>
        new(NextKind.Answer, default, (short)status, StreamEnd.Of(cause, phase));

    public static Next Reply(int status, int length, char phase) =>
        new(NextKind.Reply, default, (short)status, StreamEnd.Of('L', phase)) { Length = length };

    public static Next Abort(char cause, char phase) =>
        new(NextKind.Abort, default, 0, StreamEnd.Of(cause, phase));

    /// <summary>
    /// Nothing can be saved for the client, but what was sent is flushed before its connection ends.
    /// </summary>
    public static Next Cut(char cause, char phase) =>
        new(NextKind.Complete, default, 0, StreamEnd.Of(cause, phase));
}
