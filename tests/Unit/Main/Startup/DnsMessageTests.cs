using System;
using System.Linq;
using Weir.Ground.Net;
using Weir.Main.Startup;
using Xunit;

namespace Weir.Tests.Unit.Main.Startup;

public sealed class DnsMessageTests
{
    private static readonly byte[] Question = DnsMessage.Question("web.example", DnsMessage.TypeA, 0x1234);

    /// <summary>An alias, then the address: both by a pointer to the question's name.</summary>
    private static readonly byte[] Records =
    [
        0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 4, 1, (byte)'x', 0xc0, 12,
        0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7,
    ];

    [Fact]
    public void TheQuestionIsAsTheStandardWantsIt()
    {
        byte[] expected =
        [
            0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0,
            3, .. "web"u8, 7, .. "example"u8, 0, 0, 1, 0, 1,
        ];

        Assert.Equal(expected, Question);
        Assert.Equal(expected, DnsMessage.Question("web.example.", DnsMessage.TypeA, 0x1234));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("ü.example")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890long")]
    public void WhatCannotBeAHostsNameIsNotAskedFor(string name) =>
        Assert.Empty(DnsMessage.Question(name, DnsMessage.TypeA, 1));

    [Fact]
    public void TheAddressBehindAnAliasIsFound() =>
        Assert.Equal(IpEndpoint.V4(0xc0000207, 0), DnsMessage.Address(Answer(2, Records), Question));

    [Fact]
    public void ADenialHasNoAddress() => Assert.Null(DnsMessage.Address(Answer(0, []), Question));

    [Fact]
    public void AnAnswerCutAnywhereHasNoAddressAndDoesNoHarm()
    {
        byte[] whole = Answer(2, Records);
        for (int length = Question.Length; length < whole.Length; length++)
        {
            Assert.Null(DnsMessage.Address(whole.AsSpan(0, length), Question));
        }
    }

    [Fact]
    public void ANameThatNeverEndsHasNoAddress() =>
        Assert.Null(DnsMessage.Address(Answer(1, [.. Enumerable.Repeat((byte)63, 70)]), Question));

    [Fact]
    public void OnlyTheAnswerToThisQuestionIsTaken()
    {
        byte[] good = Answer(2, Records);
        Assert.True(DnsMessage.Answers(good, Question));

        byte[] otherId = [.. good];
        otherId[0] ^= 1;
        byte[] otherName = [.. good];
        otherName[14] ^= 1;
        byte[] notAnAnswer = [.. good];
        notAnAnswer[2] = 1;

        Assert.False(DnsMessage.Answers(otherId, Question));
        Assert.False(DnsMessage.Answers(otherName, Question));
        Assert.False(DnsMessage.Answers(notAnAnswer, Question));
        Assert.False(DnsMessage.Answers(good.AsSpan(0, 5), Question));
    }

    private static byte[] Answer(byte records, byte[] content)
    {
        byte[] answer = [.. Question, .. content];
        answer[2] = 0x81;
        answer[7] = records;
        return answer;
    }
}
