using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Weir.Tests.Wire.Harness;
using Xunit.Sdk;

namespace Weir.Tests.Wire.Peers;

/// <summary>
/// Theory rows for both products, skipped where one of the named programs is not installed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothWithAttribute(params string[] programs) : DataAttribute
{
    public override string Skip
    {
        get
        {
            string missing = string.Join(", ", programs.Where(program => Binaries.Find(program) is null));
            return missing.Length == 0 ? null! : $"not installed: {missing}";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        new[] { Product.Haproxy, Product.Weir }.Where(Binaries.Runs).Select(product => (object[])[product]);
}
