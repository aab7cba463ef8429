using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit.Sdk;

namespace Weir.Tests.Wire.Harness;

/// <summary>Runs a theory on Weir only, and says why haproxy 2.6 cannot prove the case.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class WeirAloneAttribute(string because, params object[] row) : DataAttribute
{
    /// <summary>The documented difference.</summary>
    public string Because { get; } = because;

    // A theory without rows is an error to xunit, so a run narrowed to haproxy gives a skipped row instead.
    public override string Skip => Binaries.Runs(Product.Weir) ? null! : "narrowed to haproxy: " + Because;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        new[] { Product.Weir }.Select(product => (object[])[product, .. row]);
}
