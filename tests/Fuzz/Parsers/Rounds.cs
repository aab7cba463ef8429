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
        Run(Usual, dice => new Mutator(corpus, dice).Next(), check, Convert.ToHexString);
    }

    /// <summary>The same with inputs of any kind.</summary>
    /// <param name="usual">How many, where nobody says.</param>
    /// <param name="make">Makes an input.</param>
    /// <param name="check">Throws where something is wrong with it.</param>
    /// <param name="show">The input, for whoever reads of a failure.</param>
    public static void Run<T>(
        ulong usual, Func<Dice, T> make, Action<T, Dice> check, Func<T, string> show)
    {
        ulong first = Read("WEIR_SEED", 1);
        ulong rounds = Read("WEIR_FUZZ_ROUNDS", usual);
        for (ulong seed = first; seed < first + rounds; seed++)
        {
            Dice dice = new(seed);
            T input = make(dice);
            try
            {
                check(input, dice);
            }
            catch (Exception error)
            {
                string replay = $"WEIR_SEED={seed} WEIR_FUZZ_ROUNDS=1";
                throw new InvalidOperationException($"{replay}, input {show(input)}", error);
            }
        }
    }

    private static ulong Read(string name, ulong otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
