using System;
using System.Linq;
using System.Text;
using Weir.Wire.Http;

namespace Weir.Bench.Works;

/// <summary>The balancer's cookie among the application's. Checksum: the length of its value, found or
/// not.</summary>
internal static class CookieLookups
{
    private const string Name = "SERVERID";

    public static readonly Work Usual = Of(
        "cookie/six",
        "lang=de; theme=dark; _id=GA1.2.1234567890.1234567890; "
            + "session=f81d4fae7dec11d0a76500a0c91e6bf6; SERVERID=B; x=1");

    public static readonly Work NearMisses = Of(
        "cookie/near misses",
        string.Join("; ", Enumerable.Range(0, 200).Select(i => $"SERVERI{i % 10}=SERVERID{i}")));

    private static Work Of(string name, string value)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(value);
        byte[] wanted = Encoding.ASCII.GetBytes(Name);
        return new Work(name, times => Ours(times, bytes, wanted), times => Naive(times, bytes));
    }

    private static long Ours(int times, byte[] bytes, byte[] wanted)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += CookieSearch.Find(bytes, wanted, out CookiePair pair) ? pair.ValueLength : 1000;
        }

        return sum;
    }

    private static long Naive(int times, byte[] bytes)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            string? found = Encoding.ASCII.GetString(bytes).Split(';')
                .Select(cookie => cookie.Trim().Split('=', 2))
                .FirstOrDefault(pair => pair[0] == Name)?[1];
            sum += found?.Length ?? 1000;
        }

        return sum;
    }
}
