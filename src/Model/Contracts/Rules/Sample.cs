using System;
using Weir.Ground.Net;

namespace Weir.Model.Contracts.Rules;

/// <summary>What a sample is.</summary>
public enum SampleType : byte
{
    Boolean,
    Integer,
    Address,
    Text,

    /// <summary>Bytes that are no text.</summary>
    Binary,
}

/// <summary>
/// One value that was taken from a message, a connection or the state of things. Its bytes lie in the
/// message, in the plan, or in what <see cref="RuleContext.TakeRoom"/> has lent.
/// </summary>
public ref struct Sample
{
    public SampleType Type;

    /// <summary>The value of an integer; 0 or 1 of a boolean.</summary>
    public long Number;

    public IpEndpoint Address;

    /// <summary>The value of a text or binary.</summary>
    public ReadOnlySpan<byte> Bytes;

    /// <summary>
    /// Given back to <see cref="ISample.Read"/>, it leads to the next value of the same name; 0: there is no
    /// further one. A reader alone knows what it means.
    /// </summary>
    public long Next;

    /// <summary>
    /// Bytes that are still to come may change it, or bring it when there is none.
    /// </summary>
    public bool MayChange;

    public void SetBoolean(bool value)
    {
        Type = SampleType.Boolean;
        Number = value ? 1 : 0;
    }

    public void SetInteger(long value)
    {
        Type = SampleType.Integer;
        Number = value;
    }

    public void SetAddress(in IpEndpoint value)
    {
        Type = SampleType.Address;
        Address = value;
    }

    public void SetText(ReadOnlySpan<byte> value)
    {
        Type = SampleType.Text;
        Bytes = value;
    }
}
