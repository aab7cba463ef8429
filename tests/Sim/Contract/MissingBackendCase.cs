using System;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Weir.Tests.Sim.Contract;

/// <summary>A test that is skipped because this box lacks what it tests.</summary>
public sealed class MissingBackendCase : XunitTestCase
{
    private string _reason = "";

    [Obsolete("Called by the runner only, to read the case from its text.")]
    public MissingBackendCase()
    {
    }

    public MissingBackendCase(
        string reason, IMessageSink diagnostics, ITestFrameworkDiscoveryOptions options, ITestMethod method)
        : base(
            diagnostics, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method) =>
        _reason = reason;

    public override void Serialize(IXunitSerializationInfo data)
    {
        data.AddValue("Reason", _reason);
        base.Serialize(data);
    }

    public override void Deserialize(IXunitSerializationInfo data)
    {
        _reason = data.GetValue<string>("Reason");
        base.Deserialize(data);
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) => _reason;
}
