using Weir.Tests.Guide.Bed;
using Xunit;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>
/// Within the sites, checks are every 200 and 400 ms, and the grace is 2 s. Offices are as slow as the
/// guide's: a director's trouble is over before they believe in it.
/// </summary>
[CollectionDefinition(nameof(QuickSites))]
public sealed class QuickSites() : WorkingCompany(TextOf), ICollectionFixture<QuickSites>
{
    private static GuideText TextOf(string name)
    {
        GuideText text = GuideText.Section5(name);
        return name[..2] switch
        {
            "OP" => text,
            "SD" => text.InLessTime(20),
            _ => text.InLessTime(10),
        };
    }
}
