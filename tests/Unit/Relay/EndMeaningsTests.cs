using Weir.Relay.Counts;
using Weir.Relay.Stream;
using Xunit;

namespace Weir.Tests.Unit.Relay;

/// <summary>What each termination state counts as; the wire tests hold the same against HAProxy.</summary>
public sealed class EndMeaningsTests
{
    [Theory]
    [InlineData("--", EndMeaning.None)]
    [InlineData("LR", EndMeaning.None)]
    [InlineData("CR", EndMeaning.FailedRequest)]
    [InlineData("cR", EndMeaning.FailedRequest)]
    [InlineData("PR", EndMeaning.None)]
    [InlineData("SC", EndMeaning.FailedConnect)]
    [InlineData("sC", EndMeaning.FailedConnect)]
    [InlineData("sQ", EndMeaning.FailedConnect)]
    [InlineData("CQ", EndMeaning.None)]
    [InlineData("CC", EndMeaning.None)]
    [InlineData("CH", EndMeaning.ClientAbort)]
    [InlineData("cD", EndMeaning.ClientAbort)]
    [InlineData("CD", EndMeaning.ClientAbort)]
    [InlineData("SH", EndMeaning.FailedResponse)]
    [InlineData("sH", EndMeaning.FailedResponse)]
    [InlineData("PH", EndMeaning.FailedResponse)]
    [InlineData("SD", EndMeaning.FailedResponse | EndMeaning.ServerAbort)]
    [InlineData("sD", EndMeaning.ServerAbort)]
    [InlineData("RD", EndMeaning.None)]
    [InlineData("IR", EndMeaning.InternalError)]
    public void LettersSayWhatIsCounted(string letters, object meaning) =>
        Assert.Equal((EndMeaning)meaning, Of(letters));

    [Fact]
    public void WhatWasNoRequestHasFailed() =>
        Assert.Equal(EndMeaning.FailedRequest, Of("PR", hasRequest: false));

    [Fact]
    public void AnAnswerThatARuleRefusesIsNoFailureOfItsServer() =>
        Assert.Equal(EndMeaning.None, Of("PH", flags: StreamFlags.Denied));

    private static EndMeaning Of(
        string letters, bool hasRequest = true, StreamFlags flags = StreamFlags.None) =>
        EndMeanings.Of(StreamEnd.Of(letters[0], letters[1]), flags, hasRequest);
}
