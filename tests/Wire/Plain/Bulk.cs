using System;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Plain;

/// <summary>Much at once, which stays in the kernel: every byte, however the two ends go about it.</summary>
public sealed class Bulk
{
    private const int Length = 6_000_000;

    [Theory, Both]
    public async Task ItArrivesWholeBothWaysAtOnce(Product product)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw());
        int idle = await DescriptorsAfterAStream(farm);
        (RawConnection client, RawConnection server) = await PlainText.Meet(farm);
        await Task.WhenAll(Say(client, 1), Say(server, 2), Hear(server, 1), Hear(client, 2));
        client.Finish();
        server.Finish();
        await Task.WhenAll(client.ExpectEnd(), server.ExpectEnd());
        await PlainText.ExpectLine(farm, client, $"raw/s1 */*/* {Length + 3} -- 1/1/0/0/0 0/0");
        await ExpectNoDescriptorLeft(farm, idle);
    }

    /// <summary>What the client has not taken stands in a pipe when the server ends.</summary>
    [Theory, Both]
    public async Task ASlowReaderGetsWhatWasSentBeforeTheEnd(Product product)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw());
        int idle = await DescriptorsAfterAStream(farm);
        (RawConnection client, RawConnection server) = await PlainText.Meet(farm);
        Task saying = Say(server, 3);
        await client.FirstBytes();
        await Task.WhenAll(saying, Hear(client, 3));
        server.Finish();
        await client.ExpectEnd();
        client.Finish();
        await PlainText.ExpectLine(farm, client, $"raw/s1 */*/* {Length + 3} -- 1/1/0/0/0 0/0");
        await ExpectNoDescriptorLeft(farm, idle);
    }

    [Theory, Both]
    public async Task WhoeverBreaksOffInTheMiddleLeavesNothingBehind(Product product)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw());
        int idle = await DescriptorsAfterAStream(farm);
        (RawConnection client, RawConnection server) = await PlainText.Meet(farm);
        Task saying = Say(server, 4);
        await client.Read(Length / 2);
        client.Reset();
        await Task.WhenAny(saying); // taken and thrown away, or cut off: both are right
        await PlainText.ExpectLine(farm, client, "raw/s1 */*/* * CD 1/1/0/0/0 0/0");
        await ExpectNoDescriptorLeft(farm, idle);
    }

    /// <summary>What is opened once, as the socket to the log, is open then.</summary>
    private static async Task<int> DescriptorsAfterAStream(Farm farm)
    {
        (RawConnection client, RawConnection server) = await PlainText.Meet(farm);
        client.Finish();
        server.Finish();
        await Task.WhenAll(client.ExpectEnd(), server.ExpectEnd());
        await PlainText.ExpectLine(farm, client, "raw/s1 */*/* 3 -- 1/1/0/0/0 0/0");
        return farm.Balancer.Descriptors;
    }

    private static Task ExpectNoDescriptorLeft(Farm farm, int idle) => Patience.Until(
        () => farm.Balancer.Descriptors <= idle,
        () => $"{farm.Balancer.Descriptors} descriptors, {idle} before");

    private static Task Say(RawConnection who, int seed) => who.Send(Bytes(seed));

    private static async Task Hear(RawConnection who, int seed)
    {
        byte[] got = new byte[Length];
        for (int at = 0; at < Length;)
        {
            string piece = await who.Read(Math.Min(100_000, Length - at));
            Assert.NotEqual("", piece);
            Assert.DoesNotContain(RawConnection.ResetMark, piece, StringComparison.Ordinal);
            System.Text.Encoding.Latin1.GetBytes(piece, got.AsSpan(at));
            at += piece.Length;
        }

        Assert.Equal(SHA256.HashData(Bytes(seed)), SHA256.HashData(got));
    }

    private static byte[] Bytes(int seed)
    {
        byte[] bytes = new byte[Length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
