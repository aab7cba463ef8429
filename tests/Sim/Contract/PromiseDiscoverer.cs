using Weir.Kernel.Calls;
using Weir.Kernel.Ring;
using Weir.Tests.Sim.Backends;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Weir.Tests.Sim.Contract;

/// <summary>Finds the facts marked as promises. Containers, for one, often forbid io_uring.</summary>
public sealed class PromiseDiscoverer : FactDiscoverer
{
    private static readonly int RingErrno = TryRing();

    public PromiseDiscoverer(IMessageSink diagnostics)
        : base(diagnostics)
    {
    }

    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute)
    {
        bool isMissing = RingErrno != 0 && testMethod.TestClass.Class.Name == typeof(RingContract).FullName;
        string reason = "no io_uring here: " + Errno.Text(RingErrno);
        return isMissing
            ? new MissingBackendCase(reason, DiagnosticMessageSink, discoveryOptions, testMethod)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
    }

    private static int TryRing()
    {
        int result = RingBackend.TryCreate(RingBench.Limits, out RingBackend io);
        if (result == 0)
        {
            io.Dispose();
        }

        // Whatever else goes wrong is a failure of the tests, and not a reason to skip them.
        return result is -Errno.ENOSYS or -Errno.EPERM or -Errno.EINVAL ? -result : 0;
    }
}
