using System.Linq;
using System.Text;
using Weir.Ground.Net;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Dispatch;
using Weir.Rules.Balance;
using Weir.Tests.Unit.Model;
using Xunit;

namespace Weir.Tests.Unit.Relay.Dispatch;

/// <summary>
/// Which server a cookie leads to: A and B share a value, C is their backup with the same one.
/// </summary>
public sealed class BackendRuntimeTests
{
    private const int A = 1;
    private const int B = 2;
    private const int C = 0; // first in the file

    [Theory]
    [InlineData("x", A, 'V')]
    [InlineData("y", -1, 'I')]
    [InlineData("", -1, 'I')]
    [InlineData("x", B, 'V', A)]
    [InlineData("x", C, 'V', A, B)]
    [InlineData("x", -1, 'D', A, B, C)]
    public void CookieLeadsToTheFirstUsableServerOfItsValue(
        string cookie, int server, char letter, params int[] down) =>
        Assert.Equal(new CookieRoute(server, (byte)letter), RouteOf(cookie, persist: false, down));

    [Fact]
    public void PersistLeadsToTheFirstServerEvenWhenItIsDown()
    {
        Assert.Equal(new CookieRoute(A, (byte)'V'), RouteOf("x", persist: true, []));
        Assert.Equal(new CookieRoute(A, (byte)'D'), RouteOf("x", persist: true, [A]));
    }

    [Theory]
    [InlineData("source", true, true)] // the address is no part of the request
    [InlineData("url_param x", false, true)]
    [InlineData("hdr(x)", false, true)]
    [InlineData("roundrobin", false, false)]
    public void ARequestIsBoundByWhatItIsBalancedBy(string algorithm, bool without, bool with)
    {
        ConfigPlan plan =
            Config.Good($"{Config.QuietDefaults}backend b\n balance {algorithm}\n server s 127.0.0.1:80\n");
        Board board = Board.InPrivateMemory(new BoardShape(Workers: 1, Proxies: 1, Servers: 1));
        BoardSetup.Initialise(plan, board);
        BackendRuntime backend = BackendRuntime.ForAll(plan, board).Single()!;
        Assert.Equal(without, backend.Binds(BalanceKey.None));
        Assert.Equal(with, backend.Binds(new BalanceKey(1, Exists: true)));
    }

    private static CookieRoute RouteOf(string cookie, bool persist, int[] down)
    {
        ServerPlan[] servers = [NewServer(C, backup: true), NewServer(A, false), NewServer(B, false)];
        ProxyPlan proxy = new()
        {
            Id = 0,
            Name = "web",
            NameText = "web"u8.ToArray(),
            Backend = new BackendPlan
            {
                Servers = servers,
                Balance = BalanceTable.Rows[0],
                Persist = persist,
            },
        };
        ConfigPlan plan = new()
        {
            Global = new GlobalPlan(),
            Proxies = [proxy],
            Listeners = [],
            Servers = servers,
        };
        Board board = Board.InPrivateMemory(new BoardShape(Workers: 1, Proxies: 1, Servers: servers.Length));
        BoardSetup.Initialise(plan, board);
        foreach (int server in down)
        {
            board.Server(server).Health = ServerHealth.Down;
        }

        return BackendRuntime.ForAll(plan, board).Single()!.RouteOf(Encoding.ASCII.GetBytes(cookie));
    }

    private static ServerPlan NewServer(int index, bool backup) =>
        new()
        {
            Id = index,
            Index = index,
            Name = "s",
            NameText = "s"u8.ToArray(),
            Address = IpEndpoint.V4(0x7f000001, 80),
            Backup = backup,
            CookieValue = "x"u8.ToArray(),
        };
}
