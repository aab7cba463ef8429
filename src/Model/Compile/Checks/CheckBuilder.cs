using Weir.Ground.Net;
using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Plan.Checks;
using Weir.Wire.Http;

namespace Weir.Model.Compile.Checks;

/// <summary>How one server is checked: what its section asks, and its own words.</summary>
internal static class CheckBuilder
{
    /// <param name="server">The server's line.</param>
    /// <param name="firstPort">Where the section's first listener would reach it; 0: nowhere.</param>
    /// <returns>Null when no port is known.</returns>
    public static CheckPlan? Build(ServerDraft server, int firstPort)
    {
        CheckDraft check = server.Proxy.Check;
        IpEndpoint to = server.CheckAddress ?? server.Address;
        int port = server.CheckPort > 0 ? server.CheckPort
            : to.Port > 0 ? to.Port
            : server.Address.Port > 0 ? server.Address.Port
            : firstPort;
        return port == 0 ? null : new CheckPlan
        {
            Kind = check.Kind,
            Http = check.Kind == CheckKind.Http ? Http(check, server.Proxy.IsClassic) : null,
            Name = ByteText.ToBytes(check.Name),
            Address = to.WithPort((ushort)port),
            IntervalMs = server.IntervalMs,
            FastIntervalMs = server.FastIntervalMs,
            DownIntervalMs = server.DownIntervalMs,
            TimeoutMs = check.TimeoutMs,
            Rise = server.Rise,
            Fall = server.Fall,
        };
    }

    private static HttpCheckPlan Http(CheckDraft check, bool isClassic)
    {
        HttpRequestText text = new(check, isClassic);
        return new HttpCheckPlan
        {
            Head = ByteText.ToBytes(text.Head),
            Tail = ByteText.ToBytes(text.Tail),
            Method = Methods.Of(ByteText.ToBytes(check.Method)),
            SendsState = check.SendsState,
            StopsOn404 = check.StopsOn404,
            Expected = check.Expected,
        };
    }
}
