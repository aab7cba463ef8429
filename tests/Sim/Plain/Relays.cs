namespace Weir.Tests.Sim.Plain;

/// <summary>Configurations in <c>mode tcp</c>.</summary>
internal static class Relays
{
    /// <summary>One listener before two servers, with these lines more.</summary>
    public static string Two(string more = "") => $"""
        listen relay 192.168.1.1:80
         mode tcp
         balance roundrobin
         option redispatch
         server a 192.168.1.11:80
         server b 192.168.1.12:80

        """ + more;
}
