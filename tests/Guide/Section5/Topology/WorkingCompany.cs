using System;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Xunit;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>A company that several tests share: it is started once, and each leaves it whole.</summary>
public abstract class WorkingCompany : IAsyncLifetime
{
    private readonly Func<string, GuideText> _textOf;

    /// <param name="textOf">The file of each balancer, by its name.</param>
    private protected WorkingCompany(Func<string, GuideText> textOf) => _textOf = textOf;

    internal Company Company { get; private set; } = null!;

    public async Task InitializeAsync() => Company = await Company.Start(_textOf);

    public async Task DisposeAsync() => await Company.DisposeAsync();
}
