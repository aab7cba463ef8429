using System.Runtime.CompilerServices;
using System.Threading;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// Starting processes and reading /proc block a thread. With the pool's two threads on a small machine,
/// scripted servers would answer so late that balancers gave them up.
/// </summary>
internal static class Threads
{
    [ModuleInitializer]
    internal static void Start() => ThreadPool.SetMinThreads(32, 32);
}
