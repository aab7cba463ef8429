using System;
using Xunit;
using Xunit.Sdk;

namespace Weir.Tests.Sim.Contract;

/// <summary>A fact about every backend; one that this box does not have is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Weir.Tests.Sim.Contract.PromiseDiscoverer", "Weir.Tests.Sim")]
public sealed class PromiseAttribute : FactAttribute
{
}
