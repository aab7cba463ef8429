using System;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary>The same traffic on both products; what they have counted must be the same.</summary>
internal static class SideBySide
{
    /// <summary>
    /// Plays <paramref name="traffic"/> and compares. Weir's figures are asked for again until they are those
    /// of haproxy: what is counted when a connection ends is counted a little later.
    /// </summary>
    /// <param name="configuration">Without the proxy that tells the figures.</param>
    /// <param name="traffic">Must have ended when it returns, as far as a client can see.</param>
    /// <param name="before">Acts on the servers before a balancer starts.</param>
    /// <param name="hasPeaks">The most at once is compared too.</param>
    public static async Task Compare(
        string configuration, Func<Farm, Task> traffic, Action<Farm>? before = null, bool hasPeaks = false)
    {
        string text = configuration + Figures.Section;
        string? proof = null;
        if (Binaries.Runs(Product.Haproxy))
        {
            proof = await Play(Product.Haproxy, text, traffic, before, Settled());
        }

        if (Binaries.Runs(Product.Weir))
        {
            string own = await Play(
                Product.Weir, text, traffic, before, now => proof is null || now == proof);
            Assert.Equal(proof ?? own, own);
        }

        string TextOf(Figures figures) => $"{figures.Header}\n{figures.Comparable(hasPeaks)}";

        async Task<string> Play(
            Product product, string configured, Func<Farm, Task> play, Action<Farm>? prepare,
            Predicate<string> isEnough)
        {
            await using Farm farm = await Farm.Start(product, configured, prepare);
            await play(farm);
            string now = "";
            try
            {
                await Patience.Until(
                    async () => isEnough(now = TextOf(await Figures.Of(farm))), static () => "they differ");
            }
            catch (TimeoutException)
            {
                // In what is told by the comparison.
            }

            return now;
        }
    }

    /// <summary>True once it is asked twice about the same.</summary>
    private static Predicate<string> Settled()
    {
        string last = "";
        return now =>
        {
            bool isSame = now == last;
            last = now;
            return isSame;
        };
    }
}
