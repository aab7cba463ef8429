using System;
using Weir.Tests.Guide.Bed;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>
/// Offices check the directors every 300 and 600 ms instead of 30 and 60 s, and wait 2 s for one that is lost
/// in the middle of a check.
/// </summary>
public sealed class QuickOffices() : WorkingCompany(TextOf)
{
    private static GuideText TextOf(string name)
    {
        GuideText text = GuideText.Section5(name);
        bool isOffice = name.StartsWith("OP", StringComparison.Ordinal);
        return isOffice ? text.InLessTime(100).And(" timeout check 2s\n") : text;
    }
}
