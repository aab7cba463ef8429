using System;
using System.Buffers.Binary;
using Weir.Ground.Net;
using Weir.Model.Contracts.Rules;
using Weir.Model.Stick;
using Weir.Rules.Samples;

namespace Weir.Rules.Stick;

/// <summary>A sample as a key of a table, converted as in HAProxy.</summary>
internal sealed class StickKey(ISample pattern) : IStickKey
{
    public bool TryRead(ref RuleContext context, StickTablePlan table, out ReadOnlySpan<byte> key)
    {
        key = default;
        Sample sample = default;
        if (!pattern.Read(ref context, ref sample))
        {
            return false;
        }

        switch (table.Kind)
        {
            case StickKind.String or StickKind.Binary:
                return TryReadBytes(ref context, table, ref sample, out key);
            case StickKind.Integer:
                Span<byte> four = context.TakeRoom(sizeof(uint));
                if (four.IsEmpty || !Casts.To(SampleType.Integer, ref context, ref sample))
                {
                    return false;
                }

                BinaryPrimitives.WriteUInt32BigEndian(four, (uint)sample.Number);
                key = four;
                return true;
            default:
                return TryReadAddress(ref context, table, ref sample, out key);
        }
    }

    private static bool TryReadBytes(
        ref RuleContext context, StickTablePlan table, scoped ref Sample sample, out ReadOnlySpan<byte> key)
    {
        key = default;
        SampleType wanted = table.Kind == StickKind.String ? SampleType.Text : SampleType.Binary;
        if (!Casts.To(wanted, ref context, ref sample))
        {
            return false;
        }

        key = sample.Bytes[..int.Min(sample.Bytes.Length, table.KeyMost)];
        if (table.Kind == StickKind.String || key.Length == table.KeyMost)
        {
            return true;
        }

        Span<byte> filled = context.TakeRoom(table.KeyMost);
        if (filled.IsEmpty)
        {
            return false;
        }

        filled.Clear();
        key.CopyTo(filled);
        key = filled;
        return true;
    }

    /// <summary>
    /// A connection's address fits both kinds where one can be written as the other; a text only its own.
    /// </summary>
    private static bool TryReadAddress(
        ref RuleContext context, StickTablePlan table, scoped ref Sample sample, out ReadOnlySpan<byte> key)
    {
        key = default;
        bool isText = sample.Type == SampleType.Text;
        if (!Casts.To(SampleType.Address, ref context, ref sample))
        {
            return false;
        }

        IpEndpoint address = sample.Address;
        bool wantsV4 = table.Kind == StickKind.Ip;
        bool isMapped = address.High == 0 && address.Low >> 32 == 0xffff;
        bool fits = wantsV4 == (address.Family == IpFamily.V4)
            || (!isText && (!wantsV4 || isMapped));
        Span<byte> bytes = fits ? context.TakeRoom(table.KeyMost) : default;
        if (bytes.IsEmpty)
        {
            return false;
        }

        if (wantsV4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)address.Low);
        }
        else
        {
            bool isV4 = address.Family == IpFamily.V4;
            ulong low = (uint)address.Low | (0xfffful << 32);
            BinaryPrimitives.WriteUInt64BigEndian(bytes, isV4 ? 0 : address.High);
            BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], isV4 ? low : address.Low);
        }

        key = bytes;
        return true;
    }
}
