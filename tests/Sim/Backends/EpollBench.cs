using Weir.Kernel.Epoll;
using Weir.Tests.Sim.Contract;
using Xunit;

namespace Weir.Tests.Sim.Backends;

public sealed class EpollBench : KernelBench<EpollBackend>
{
    public EpollBench()
    {
        Assert.Equal(0, EpollBackend.TryCreate(Limits, out EpollBackend io));
        Use(io);
    }
}
