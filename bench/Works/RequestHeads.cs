using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Weir.Wire.Http1;

namespace Weir.Bench.Works;

/// <summary>A request head to its fields. Checksum: the number of fields and the bytes of their
/// values.</summary>
internal static class RequestHeads
{
    private const string BrowserHead =
        """
        GET /shop/cart?item=4711&size=m HTTP/1.1
        Host: www.example.com
        User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
        Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
        Accept-Language: de,en-US;q=0.7,en;q=0.3
        Accept-Encoding: gzip, deflate, br
        Referer: http://www.example.com/shop/
        Connection: keep-alive
        Cookie: lang=de; SERVERID=B; session=f81d4fae7dec11d0a76500a0c91e6bf6
        Upgrade-Insecure-Requests: 1


        """;

    /// <summary>What a plain client sends: the head that the aim of 80 ns is about.</summary>
    public static readonly Work FourFields = Of(
        "request-head/four fields",
        "GET /index.html HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n"
            + "Connection: keep-alive\r\n\r\n");

    public static readonly Work Browser = Of("request-head/browser", BrowserHead.ReplaceLineEndings("\r\n"));

    public static readonly Work Longest = Of(
        "request-head/longest",
        "GET / HTTP/1.1\r\nHost: a\r\n"
            + string.Concat(
                Enumerable.Range(0, 99).Select(i => $"X-Field-{i:00}: {new string('v', 140)}\r\n"))
            + "\r\n");

    private static Work Of(string name, string head)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(head);
        Field[] fields = new Field[101];
        return new Work(name, times => Ours(times, bytes, fields), times => Naive(times, bytes));
    }

    private static long Ours(int times, byte[] bytes, Field[] fields)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            if (RequestParser.Parse(bytes, fields, out RequestHead head, out _) != ParseStatus.Complete)
            {
                return -1;
            }

            sum += head.FieldCount;
            foreach (ref readonly Field field in fields.AsSpan(0, head.FieldCount))
            {
                sum += field.ValueLength;
            }
        }

        return sum;
    }

    private static long Naive(int times, byte[] bytes)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            string[] lines = Encoding.ASCII.GetString(bytes).Split("\r\n");
            Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
            foreach (string line in lines.Skip(1).TakeWhile(line => line.Length > 0))
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                fields.Add(line[..colon], line[(colon + 1)..].Trim());
            }

            sum += fields.Count + fields.Values.Sum(value => value.Length);
        }

        return sum;
    }
}
