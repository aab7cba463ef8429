using Weir.Kernel.Epoll;

namespace Weir.Tests.Sim.Contract;

public sealed class EpollContract : IoContract<EpollBackend>
{
    private protected override IoBench<EpollBackend> Open() => new EpollBench();
}
