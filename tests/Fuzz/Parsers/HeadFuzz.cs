using System;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Fuzz.Parsers;

public sealed class HeadFuzz : IDisposable
{
    private const int FieldsMax = 101;
    private const int PrefixesTried = 4;

    private readonly GuardedBytes _guarded = new();
    private readonly Field[] _fields = new Field[FieldsMax];

    public void Dispose() => _guarded.Dispose();

    [Fact]
    public void RequestsHaveOneVerdictHoweverTheyArrive() => Rounds.Run("request", CheckRequest);

    [Fact]
    public void ResponsesHaveOneVerdictHoweverTheyArrive() => Rounds.Run("response", CheckResponse);

    private void CheckRequest(byte[] input, Dice dice)
    {
        ParseStatus status = ParseRequest(_guarded.AtEnd(input), out RequestHead head, out Reject reject);
        Assert.Equal(status, ParseRequest(_guarded.AtStart(input), out _, out Reject again));
        Assert.Equal(reject, again);
        for (int i = 0; i < PrefixesTried; i++)
        {
            int count = dice.Roll(input.Length + 1);
            ReadOnlySpan<byte> prefix = _guarded.AtEnd(input.AsSpan(0, count));
            ParseStatus early = ParseRequest(prefix, out RequestHead sooner, out again);
            bool hasHead = status == ParseStatus.Complete && count >= head.Length;
            CheckPrefix((status, reject), (early, again), hasHead);
            Assert.True(early != ParseStatus.Complete || sooner.Length == head.Length);
        }

        if (status == ParseStatus.Complete)
        {
            ReadOnlySpan<byte> bytes = input.AsSpan(0, head.Length);
            Assert.Equal(status, ParseRequest(_guarded.AtEnd(bytes), out head, out _));
            HeadModel.Check(bytes, head.LineEnd, head.FieldsEnd, _fields.AsSpan(0, head.FieldCount));
            CheckNormalised(bytes[head.Start..], in head);
        }
    }

    /// <summary>The copy with CR LF says the same, byte counts aside.</summary>
    private void CheckNormalised(ReadOnlySpan<byte> bytes, in RequestHead head)
    {
        byte[] into = new byte[2 * bytes.Length];
        int length = LineEnds.Normalise(bytes, into);
        Assert.Equal(head.BareLf, length != bytes.Length);
        ReadOnlySpan<byte> lines = _guarded.AtEnd(into.AsSpan(0, length));
        Assert.Equal(ParseStatus.Complete, ParseRequest(lines, out RequestHead copy, out _));
        Assert.Equal(length, copy.Length);
        Assert.False(copy.BareLf);
        Assert.Equal(head.Body, copy.Body);
        Assert.Equal(head.KeepAlive, copy.KeepAlive);
        Assert.Equal((head.FieldCount, head.TargetLength), (copy.FieldCount, copy.TargetLength));
        Assert.Equal(-1, LineEnds.Normalise(bytes, into.AsSpan(0, length - 1)));
    }

    private void CheckResponse(byte[] input, Dice dice)
    {
        Method method = (Method)dice.Roll((int)Method.Patch + 1);
        ParseStatus status = ResponseParser.Parse(
            _guarded.AtEnd(input), _fields, method, out ResponseHead head, out Reject reject);
        for (int i = 0; i < PrefixesTried; i++)
        {
            int count = dice.Roll(input.Length + 1);
            ParseStatus early = ResponseParser.Parse(
                _guarded.AtEnd(input.AsSpan(0, count)), _fields, method, out _, out Reject sooner);
            bool hasHead = status == ParseStatus.Complete && count >= head.Length;
            CheckPrefix((status, reject), (early, sooner), hasHead);
        }

        if (status == ParseStatus.Complete)
        {
            ReadOnlySpan<byte> bytes = input.AsSpan(0, head.Length);
            status = ResponseParser.Parse(_guarded.AtEnd(bytes), _fields, method, out head, out _);
            Assert.Equal(ParseStatus.Complete, status);
            HeadModel.Check(bytes, head.LineEnd, head.FieldsEnd, _fields.AsSpan(0, head.FieldCount));
            Assert.True(head.Body.Kind != BodyKind.UntilClose || !head.KeepAlive);
        }
    }

    /// <summary>
    /// With fewer bytes the verdict is the same or still open; with the whole head it is the same.
    /// </summary>
    private static void CheckPrefix(
        (ParseStatus, Reject) whole, (ParseStatus Status, Reject) early, bool hasHead)
    {
        if (hasHead || early.Status != ParseStatus.Incomplete)
        {
            Assert.Equal(whole, early);
        }
    }

    private ParseStatus ParseRequest(ReadOnlySpan<byte> bytes, out RequestHead head, out Reject reject) =>
        RequestParser.Parse(bytes, _fields, out head, out reject);
}
