using Weir.Kernel.Epoll;
using Weir.Tests.Sim.Contract;

namespace Weir.Tests.Sim.Backends;

public sealed class EpollContract : KernelContract<EpollBackend>
{
    private protected override IoBench<EpollBackend> Open() => new EpollBench();

    private protected override Maker Make => EpollBackend.TryCreate;
}
