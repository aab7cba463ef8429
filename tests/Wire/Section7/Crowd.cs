using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire.Section7;

/// <summary>Clients with one request each, light enough for thousands.</summary>
internal static class Crowd
{
    /// <summary>A request for a target, with a cookie or without.</summary>
    public static string Get(string target = "/", string cookie = "")
    {
        string line = cookie.Length > 0 ? $"Cookie: SERVERID={cookie}\r\n" : "";
        return $"GET {target} HTTP/1.1\r\nHost: www\r\n{line}\r\n";
    }

    /// <summary>So many clients at once; the status that each got, 0 for none.</summary>
    public static Task<int[]> Ask(Farm farm, int count, string cookie = "")
    {
        List<Task<int>> all = [];
        for (int i = 0; i < count; i++) all.Add(Ask(farm, Get(cookie: cookie)));
        return Task.WhenAll(all);
    }

    /// <summary>One client after the other, each when the one before is known to the balancer.</summary>
    public static async Task<Task<int>[]> AskInOrder(Farm farm, params string[] requests)
    {
        List<Task<int>> all = [];
        foreach (string request in requests)
        {
            all.Add(Ask(farm, request));
            await farm.HasInHand(all.Count);
        }

        return [.. all];
    }

    /// <summary>One client; its answer's status, 0 for none.</summary>
    public static async Task<int> Ask(Farm farm, string request)
    {
        byte[] into = new byte[512];
        int length = 0;
        try
        {
            using Socket socket = RawConnection.NewSocket();
            await socket.ConnectAsync(farm.Front);
            await socket.SendAsync(Encoding.Latin1.GetBytes(request));
            for (int count = 1; count > 0 && length < into.Length; length += count)
            {
                count = await socket.ReceiveAsync(into.AsMemory(length));
            }
        }
        catch (SocketException)
        {
            return 0;
        }

        string answer = Encoding.Latin1.GetString(into, 0, length);
        return answer.Length > 12 ? int.Parse(answer.AsSpan(9, 3)) : 0;
    }
}
