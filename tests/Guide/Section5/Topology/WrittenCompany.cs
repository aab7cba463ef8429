using Weir.Tests.Guide.Bed;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>On the guide's files as they stand there.</summary>
public sealed class WrittenCompany() : WorkingCompany(GuideText.Section5);
