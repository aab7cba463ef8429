using System;
using System.Globalization;

namespace Weir.Tests.Fuzz.Parsers;

/// <summary>
/// How much to fuzz: WEIR_FUZZ_ROUNDS inputs from WEIR_SEED on; each input has its own seed.
/// </summary>
internal static class Rounds
{
    private const int Usual = 20_000;

    /// <summary>
    /// Runs one parser on many inputs; a failure names the seed of the input that caused it.
    /// </summary>
    public static void Run(string kind, Action<byte[], Dice> check)
    {
        var corpus = Corpus.Read(kind);
        ulong first = Read("WEIR_SEED", 1);
        ulong rounds = Read("WEIR_FUZZ_ROUNDS", Usual);
        for (ulong seed = first; seed < first + rounds; seed++)
        {
            Dice dice = new(seed);
            byte[] input = new Mutator(corpus, dice).Next();
            try
            {
                check(input, dice);
            }
            catch (Exception error)
            {
                string input16 = Convert.ToHexString(input);
                string replay = $"WEIR_SEED={seed} WEIR_FUZZ_ROUNDS=1";
                throw new InvalidOperationException($"{replay}, input {input16}", error);
            }
        }
    }

    private static ulong Read(string name, ulong otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
