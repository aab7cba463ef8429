using Weir.Kernel.Epoll;
using Weir.Tests.Sim.Contract;

namespace Weir.Tests.Sim.Backends;

public sealed class EpollContract : IoContract<EpollBackend>
{
    private protected override IoBench<EpollBackend> Open() => new EpollBench();
}
