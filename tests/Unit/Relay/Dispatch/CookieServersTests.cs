using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Weir.Ground.Net;
using Weir.Model.Plan;
using Weir.Relay.Dispatch;
using Xunit;

namespace Weir.Tests.Unit.Relay.Dispatch;

public sealed class CookieServersTests
{
    [Fact]
    public void StandardServersComeBeforeBackupsEachInFileOrder()
    {
        (string, bool)[] rows = [("x", true), ("x", false), ("y", false), ("x", true), ("x", false)];
        Assert.Equal([1, 4, 0, 3], Order(rows, "x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("X")]
    [InlineData("xx")]
    [InlineData("a value longer than every server's")]
    public void UnknownValueNamesNobody(string value) =>
        Assert.Empty(Order([("x", false), ("", false), ("y", true)], value));

    [Fact]
    public void BackendWithoutServersNamesNobody() => Assert.Empty(Order([], "x"));

    [Fact]
    public void EveryServerOfManyIsFoundInOrder()
    {
        Random random = new(4711);
        var rows = new (string Cookie, bool Backup)[500];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = ($"c{random.Next(200)}", random.Next(3) == 0);
        }

        for (int value = 0; value < 200; value++)
        {
            IEnumerable<int> wanted = Enumerable.Range(0, rows.Length)
                .Where(i => rows[i].Cookie == $"c{value}")
                .OrderBy(i => rows[i].Backup);
            Assert.Equal(wanted, Order(rows, $"c{value}"));
        }
    }

    private static List<int> Order((string Cookie, bool Backup)[] rows, string value)
    {
        CookieServers servers = new([.. rows.Select((row, i) => NewServer(i, row.Cookie, row.Backup))]);
        byte[] bytes = Encoding.ASCII.GetBytes(value);
        List<int> order = [];
        for (int at = servers.First(bytes); at >= 0; at = servers.After(at, bytes))
        {
            order.Add(at);
        }

        return order;
    }

    private static ServerPlan NewServer(int index, string cookie, bool backup) =>
        new()
        {
            Id = index,
            Index = index,
            Name = "s",
            NameText = "s"u8.ToArray(),
            Address = IpEndpoint.V4(0x7f000001, 80),
            Backup = backup,
            CookieValue = Encoding.ASCII.GetBytes(cookie),
        };
}
