using Weir.Kernel.Epoll;
using Xunit;

namespace Weir.Tests.Sim.Contract;

public sealed class EpollBench : KernelBench<EpollBackend>
{
    public EpollBench()
    {
        Assert.Equal(0, EpollBackend.TryCreate(Limits, out EpollBackend io));
        Use(io);
    }
}
