using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>A user at a place, with a browser that keeps cookies.</summary>
internal sealed class User
{
    private readonly Map _map;
    private readonly string _place;
    private readonly SortedDictionary<string, string> _cookies = new(Backwards);

    /// <param name="map">Where all is.</param>
    /// <param name="place">An office or a site.</param>
    /// <param name="cookies">What he already has, as a Cookie field says it.</param>
    public User(Map map, string place, string cookies = "")
    {
        _map = map;
        _place = place;
        foreach (string cookie in cookies.Split("; ", StringSplitOptions.RemoveEmptyEntries)) Keep(cookie);
    }

    // SITE comes first, as in the guide.
    private static Comparer<string> Backwards { get; } =
        Comparer<string>.Create(static (one, other) => string.CompareOrdinal(other, one));

    /// <summary>The value of his Cookie field.</summary>
    public string Cookies => string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    public Task<RawConnection> Connect() =>
        RawConnection.Open(Map.UsersAt(_place), Map.DoorOf(_place), make: _map[_place].Tcp);

    /// <summary>One request on a connection of its own.</summary>
    public async Task<Visit> Ask(string target = "/")
    {
        await using RawConnection connection = await Connect();
        return await Ask(connection, target);
    }

    public async Task<Visit> Ask(RawConnection connection, string target = "/")
    {
        string field = _cookies.Count == 0 ? "" : $"Cookie: {Cookies}\r\n";
        return await Send(connection, $"GET {target} HTTP/1.1\r\nHost: www\r\n{field}\r\n");
    }

    /// <summary>A request with these bytes.</summary>
    public async Task<Visit> Send(string request)
    {
        await using RawConnection connection = await Connect();
        return await Send(connection, request);
    }

    private async Task<Visit> Send(RawConnection connection, string request)
    {
        await connection.Send(request);
        Visit visit = await Visit.Read(connection);
        foreach (string cookie in visit.SetCookies) Keep(cookie.Split(';')[0]);
        return visit;
    }

    private void Keep(string cookie)
    {
        int equals = cookie.IndexOf('=', StringComparison.Ordinal);
        _cookies[cookie[..equals]] = cookie[(equals + 1)..];
    }
}
