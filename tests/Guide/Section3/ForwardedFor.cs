using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section3;

/// <summary>Section 3.1: what comes through stunnel has its X-Forwarded-For already.</summary>
public sealed class ForwardedFor
{
    private const string Except = "option forwardfor except 192.168.1.1";
    private const string Already = "X-Forwarded-For: 10.9.9.9\r\n";

    [Theory]
    [InlineData("192.168.1.1", "", "")]
    [InlineData("192.168.1.1", Already, Already)]
    [InlineData("10.1.2.3", "", "X-Forwarded-For: 10.1.2.3\r\n")]
    [InlineData("192.168.1.2", Already, Already + "X-Forwarded-For: 192.168.1.2\r\n")]
    public async Task Id_31_1_OnlyTheExceptedAddressGetsNoLine(string from, string sent, string seen)
    {
        await using Stage stage = await Stage.Start(GuideText.Section31);
        await Exchange(stage, from, sent, seen);
    }

    [Theory]
    [InlineData("192.168.1.0/24", "192.168.1.254", "")]
    [InlineData("192.168.1.0/24", "10.1.1.11", "X-Forwarded-For: 10.1.1.11\r\n")]
    [InlineData("192.168.1.0/255.255.255.0", "192.168.1.254", "")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "")]
    [InlineData("10.0.0.0/8", "192.168.1.1", "X-Forwarded-For: 192.168.1.1\r\n")]
    public async Task Id_31_2_ExceptTakesANetwork(string net, string from, string seen)
    {
        await using Stage stage = await Stage.Start(
            GuideText.Section31.With($"option forwardfor except {net}", of: Except));
        await Exchange(stage, from, "", seen);
    }

    [Theory]
    [InlineData("192.168.1.1", "")]
    [InlineData("192.168.1.0/24", "")]
    [InlineData("10.1.2.3", "X-Original-To: 192.168.1.1\r\n")]
    public async Task Id_31_2_ForOriginaltoExceptIsTheDestination(string net, string seen)
    {
        await using Stage stage = await Stage.Start(
            GuideText.Section31.With($"option originalto except {net}", of: Except));
        await Exchange(stage, "10.1.2.3", "", seen);
    }

    [Theory]
    [InlineData("option forwardfor header X-Client", "10.1.2.3", "", "X-Client: 10.1.2.3\r\n")]
    [InlineData("option forwardfor header X-Client except 10.1.2.3", "10.1.2.3", "", "")]
    [InlineData("option forwardfor except 10.1.2.3 header X-Client", "10.1.2.4", "",
        "X-Client: 10.1.2.4\r\n")]
    [InlineData("option originalto header X-Asked", "10.1.2.3", "", "X-Asked: 192.168.1.1\r\n")]
    [InlineData("option forwardfor if-none", "10.1.2.3", "", "X-Forwarded-For: 10.1.2.3\r\n")]
    [InlineData("option forwardfor if-none", "10.1.2.3", Already, Already)]
    [InlineData("option forwardfor header X-Client if-none", "10.1.2.3", Already,
        Already + "X-Client: 10.1.2.3\r\n")]
    [InlineData("option forwardfor header X-Client if-none", "10.1.2.3", "x-client: 1\r\n",
        "x-client: 1\r\n")]
    public async Task Id_31_3_TheNameMayBeAnotherAndTheLineOnlyWhenAbsent(
        string option, string from, string sent, string seen)
    {
        await using Stage stage = await Stage.Start(GuideText.Section31.With(option, of: Except));
        await Exchange(stage, from, sent, seen);
    }

    private static async Task Exchange(Stage stage, string from, string sent, string seen)
    {
        await using RawConnection client = await stage.Connect(from);
        await client.Send($"GET / HTTP/1.1\r\nHost: www\r\n{sent}\r\n");
        RawConnection server = await stage["webA"].Accept();
        await server.Expect($"GET / HTTP/1.1\r\nHost: www\r\n{seen}\r\n");
    }
}
