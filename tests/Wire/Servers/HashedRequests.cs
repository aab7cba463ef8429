using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Servers;

/// <summary>
/// Requests that go where a part of them says. The expected servers are those that haproxy 2.6 chose.
/// </summary>
public sealed class HashedRequests
{
    private const int Count = 18;

    [Theory]
    [Both("balance uri", "333323233333332232")]
    [Both("balance uri whole", "132333331331322333")]
    [Both("balance uri path-only", "333323233333332232")]
    [Both("balance uri len 9", "232323232323132323")]
    [Both("balance uri depth 1", "333333333333333333")]
    [Both("balance uri depth 2", "132323132332323132")]
    [Both("balance uri depth 2 len 8", "132323132332323132")]
    [Both("balance uri whole depth 3", "132333331331322333")]
    [Both("balance url_param id", "231323231332323132")]
    [Both("balance url_param lang", "333333333333333333")]
    [Both("balance hdr(X-Key)", "231323231332323132")]
    [Both("balance hdr(host)", "132323232332323232")]
    [Both("balance hdr(host) use_domain_only", "323231323213232313")]
    public async Task APartOfTheRequestNamesTheServer(Product product, string line, string expected) =>
        Assert.Equal(expected, await Order(product, line));

    [Theory]
    [Both("map-based sdbm", "333323233333332232")]
    [Both("map-based djb2", "221232322221213323")]
    [Both("map-based crc32", "213211122322133232")]
    [Both("map-based sdbm avalanche", "233213333223111323")]
    [Both("map-based djb2 avalanche", "322323332322333333")]
    [Both("map-based crc32 avalanche", "331132113232111133")]
    [Both("consistent", "213313213213321213")]
    [Both("consistent sdbm", "132112331233332111")]
    [Both("consistent djb2", "232233333131212333")]
    [Both("consistent crc32", "311132322333121233")]
    [Both("consistent djb2 avalanche", "221213321321231322")]
    [Both("consistent crc32 avalanche", "313333333123312122")]
    public async Task HashTypesChooseAsHaproxyDoes(Product product, string type, string expected) =>
        Assert.Equal(expected, await Order(product, $"balance uri\n hash-type {type}"));

    [Theory]
    [Both("balance hdr(x-key)\n hash-type consistent", "122312221322313331")]
    [Both("balance url_param id\n hash-type consistent", "122312221322313331")]
    public async Task EveryKeyMayBeHashedConsistently(Product product, string lines, string expected) =>
        Assert.Equal(expected, await Order(product, lines));

    [Theory]
    [Both("balance url_param no")]
    [Both("balance hdr(no)")]
    [Both("balance static-rr")]
    public async Task WithoutAKeyServersTakeTurnsByWeight(Product product, string line) =>
        Assert.Equal("132323132323132323", await Order(product, line));

    [Theory]
    [Both("uri", "GET http://www/a/b?c", "", "333")]
    [Both("uri", "GET /a//b", "", "444")]
    [Both("uri", "GET /?", "", "666")]
    [Both("uri", "OPTIONS *", "", "111")]
    [Both("uri path-only", "GET http://www/a/b?c", "", "777")]
    [Both("uri path-only", "GET /a/b?c", "", "777")]
    [Both("uri path-only", "OPTIONS *", "", "111")]
    [Both("uri depth 1 whole", "GET /a?x=/b/c", "", "111")]
    [Both("uri depth 1 whole", "GET /ab", "", "666")]
    [Both("hdr(x-key)", "GET /", "x-key: v1 , zz\r\n", "666")]
    [Both("hdr(x-key)", "GET /", "x-key: \"a,b\", c\r\n", "555")]
    [Both("hdr(x-key)", "GET /", "x-key: \"a\\\",b\",c\r\n", "777")]
    [Both("hdr(x-key)", "GET /", "x-key: v1\r\nx-key: v2\r\n", "666")]
    [Both("hdr(x-key)", "GET /", "x-key:\r\nx-key: v2\r\n", "123")]
    [Both("hdr(x-key)", "GET /", "x-key: , v1\r\n", "123")]
    [Both("url_param id", "GET /x?a=b&id=1wt", "", "555")]
    [Both("url_param id", "GET /x?id=1wt%20", "", "222")]
    [Both("url_param id", "GET /x?id=&x", "", "111")]
    [Both("url_param id", "GET /x?id", "", "123")]
    [Both("url_param id", "GET /x?ID=1wt", "", "123")]
    [Both("url_param id", "GET /x?a=1?id=1wt", "", "123")]
    [Both("url_param id", "GET http://www/x?id=1wt", "", "555")]
    public async Task AnOddRequestHasTheKeyThatHaproxySees(
        Product product, string algorithm, string line, string fields, string expected)
    {
        await using Farm farm = await Start(product, $"balance {algorithm}", new string[7]);
        await using RawConnection client = await farm.Connect();
        StringBuilder seen = new();
        for (int i = 0; i < 3; i++)
        {
            seen.Append(await Ask(client, $"{line} HTTP/1.1\r\nhost: www\r\n{fields}\r\n"));
        }

        Assert.Equal(expected, seen.ToString());
    }

    [Theory]
    [Both("haproxy.1wt.eu", "5")]
    [Both("1wt", "5")]
    [Both("www.1wt.co.uk", "2")]
    [Both("www.1wt.eu:8080", "5")]
    [Both("10.0.0.3", "7")]
    [Both("1wt:80", "3")]
    [Both("1wt.", "5")]
    [Both("www..eu", "5")]
    public async Task TheDomainIsTheWordBeforeTheLastDot(Product product, string host, string expected)
    {
        await using Farm farm = await Start(product, "balance hdr(host) use_domain_only", new string[7]);
        await using RawConnection client = await farm.Connect();
        Assert.Equal(expected, await Ask(client, $"GET / HTTP/1.1\r\nhost: {host}\r\n\r\n"));
    }

    [Theory]
    [Both("1 2 3 4 5", "514311514452421415")]
    [Both("10 - 2 - 7", "515255431341535314")] // haproxy numbers the second 3 and the fourth 5
    public async Task TheRingDependsOnTheNumericIds(Product product, string ids, string expected)
    {
        string[] words = [.. ids.Split(' ').Select(static id => id == "-" ? "" : $"id {id}")];
        await using Farm farm = await Start(product, "balance uri\n hash-type consistent", words);
        Assert.Equal(expected, await Order(farm));
    }

    [Theory, Both]
    public async Task AServerThatGoesMovesItsOwnKeysOnly(Product product)
    {
        string[] words = [.. Enumerable.Repeat("check inter 200", 4)];
        await using Farm farm = await Start(product, "balance uri\n hash-type consistent", words);
        string before = await Order(farm);
        Assert.Contains('2', before);
        farm["s2"].Refuse();
        await farm.Log.Event("Server web/s2 is DOWN");
        string without = await Order(farm);
        Assert.DoesNotContain('2', without);
        Assert.All(before.Zip(without), static key =>
            Assert.True(key.First == key.Second || key.First == '2'));
        farm["s2"].Listen();
        await farm.Log.Event("Server web/s2 is UP");
        Assert.Equal(before, await Order(farm));
    }

    [Theory]
    [Both("")]
    [Both("hash-type consistent")]
    [Both("hash-type map-based sdbm avalanche")]
    public async Task AClientKeepsItsServerByItsAddress(Product product, string type)
    {
        await using Farm farm = await Start(product, "balance source\n " + type, new string[5]);
        string[] seen = new string[3];
        for (int round = 0; round < seen.Length; round++)
        {
            StringBuilder servers = new();
            for (int i = 0; i < 12; i++)
            {
                await using RawConnection client = await farm.Connect(from: 20 + (i * 7));
                servers.Append(await Ask(client, "GET / HTTP/1.1\r\nhost: www\r\n\r\n"));
            }

            seen[round] = servers.ToString();
        }

        Assert.Single(seen.Distinct());
        Assert.True(seen[0].Distinct().Count() > 1, seen[0]);
    }

    private static async Task<string> Order(Product product, string lines)
    {
        await using Farm farm = await Start(product, lines, ["weight 1", "weight 2", "weight 3"]);
        return await Order(farm);
    }

    private static async Task<string> Order(Farm farm)
    {
        await using RawConnection client = await farm.Connect();
        StringBuilder seen = new();
        for (int i = 0; i < Count; i++)
        {
            string line = $"GET /shop/{i}/item{i * i}.html?id=v{i}&lang=en HTTP/1.1\r\n";
            seen.Append(await Ask(client, $"{line}host: www.site{i}.example\r\nx-key: v{i}\r\n\r\n"));
        }

        return seen.ToString();
    }

    private static async Task<Farm> Start(Product product, string lines, string[] words)
    {
        string text = Texts.Web("", servers: 0)
            .Replace("balance roundrobin", lines, StringComparison.Ordinal);
        for (int i = 0; i < words.Length; i++)
        {
            text += $" server s{i + 1} 192.168.1.1{i + 1}:80 {words[i]}\n";
        }

        Farm farm = await Farm.Start(product, text);
        farm.AnswerWithNames();
        return farm;
    }

    /// <summary>The number in the name of the server that answered.</summary>
    private static async Task<string> Ask(RawConnection client, string request)
    {
        await client.Send(request);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        return (await client.Read(2)).Last().ToString();
    }
}
