namespace Weir.Control.Questions;

/// <summary>What is said may depend on the moment: on its time, or on how the server is seen.</summary>
/// <param name="WallMs">Milliseconds since 1970 (UTC).</param>
/// <param name="State">The line that tells a server its state; empty when it is not told.</param>
internal readonly record struct CheckMoment(long WallMs, byte[] State);

/// <summary>Makes the bytes of a question.</summary>
internal delegate byte[] Speech(in CheckMoment moment);

/// <summary>One step of a check: something is said, or an answer is heard.</summary>
/// <param name="Say">What is said; null in a step that hears.</param>
/// <param name="Hear">What is made of the answer; null in a step that speaks.</param>
internal readonly record struct CheckStep(Speech? Say, AnswerJudge? Hear)
{
    public static CheckStep Saying(byte[] bytes) => new((in CheckMoment _) => bytes, null);

    public static CheckStep Saying(Speech speech) => new(speech, null);

    public static CheckStep Hearing(AnswerJudge judge) => new(null, judge);
}
