using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit.Sdk;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// Runs a theory on both products; words given here follow the product as further parameters. A case that
/// fails on haproxy is a wrong case.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothAttribute(params object[] row) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        new[] { Product.Haproxy, Product.Weir }.Where(
            Binaries.Runs).Select(product => (object[])[product, .. row]);
}
