using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Cookies;

/// <summary>
/// <c>nocache</c> outside classic sections: the line that keeps caches away comes with what they may keep.
/// </summary>
public sealed class Caches
{
    private const string Inserted = "set-cookie: S=A; path=/\r\n";
    private const string Fenced = Inserted + "cache-control: private\r\n";

    [Theory]
    [Both("GET", "200 OK", "cache-control: max-age=60\r\n")]
    [Both("GET", "200 OK", "cache-control: public, MAX-AGE=60\r\n")]
    [Both("GET", "200 OK", "cache-control: s-maxage=5\r\n")]
    [Both("GET", "200 OK", "cache-control: max-age=60, no-cache=\"set-cookie\"\r\n")]
    [Both("GET", "200 OK", "expires: Thu, 01 Jan 2037 00:00:00 GMT\r\n")]
    [Both("GET", "200 OK", "last-modified: Mon, 01 Jan 2007 00:00:00 GMT\r\n")]
    [Both("GET", "200 OK", "etag: \"x\"\r\n")]
    [Both("GET", "301 Moved Permanently", "cache-control: max-age=60\r\n")]
    [Both("GET", "404 Not Found", "cache-control: max-age=60\r\n")]
    [Both("HEAD", "200 OK", "cache-control: max-age=60\r\n")]
    public Task WhatCachesMayKeepIsFenced(Product product, string method, string status, string line) =>
        Play(product, (method, status, line), Fenced);

    [Theory]
    [Both("GET", "200 OK", "")]
    [Both("GET", "200 OK", "cache-control: public\r\n")]
    [Both("GET", "200 OK", "cache-control: max-age=0\r\n")]
    [Both("GET", "200 OK", "cache-control: max-age=60, private\r\n")]
    [Both("GET", "200 OK", "cache-control: max-age=60\r\ncache-control: no-store\r\n")]
    [Both("GET", "200 OK", "cache-control: no-cache, max-age=60\r\n")]
    [Both("GET", "200 OK", "pragma: no-cache\r\ncache-control: max-age=60\r\n")]
    [Both("GET", "302 Found", "cache-control: max-age=60\r\n")]
    [Both("GET", "500 Oops", "cache-control: max-age=60\r\n")]
    [Both("POST", "200 OK", "cache-control: max-age=60\r\n")]
    public Task WhatTheyMayNotIsLeftAlone(Product product, string method, string status, string line) =>
        Play(product, (method, status, line), Inserted);

    private static Task Play(
        Product product, (string Method, string Status, string Line) answer, string added) => new Exchange
        {
            Words = "insert indirect nocache",
            Method = answer.Method,
            Status = answer.Status,
            Set = answer.Line,
            Added = added,
        }.Play(product);
}
