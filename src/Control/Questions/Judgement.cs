using System;

namespace Weir.Control.Questions;

/// <summary>What has come of an answer, judged.</summary>
/// <param name="received">Everything since the last question.</param>
/// <param name="ended">Nothing more will come, or nothing more is accepted.</param>
internal delegate Judgement AnswerJudge(ReadOnlySpan<byte> received, bool ended);

/// <summary>What an answer means as far as it has come: nothing yet, go on, or the end.</summary>
internal readonly record struct Judgement
{
    private Judgement(CheckVerdict? verdict, bool goesOn)
    {
        Verdict = verdict;
        GoesOn = goesOn;
    }

    /// <summary>The rest has to come before anything can be said.</summary>
    public static Judgement More => default;

    /// <summary>Answered as was hoped; the next step follows.</summary>
    public static Judgement GoOn => new(null, goesOn: true);

    /// <summary>The check is over; null: it is not.</summary>
    public CheckVerdict? Verdict { get; }

    public bool GoesOn { get; }

    public static implicit operator Judgement(CheckVerdict verdict) => new(verdict, goesOn: false);
}
