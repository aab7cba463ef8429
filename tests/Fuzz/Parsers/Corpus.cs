using System;
using System.Collections.Generic;
using System.IO;
using Weir.Tests.Cases;

namespace Weir.Tests.Fuzz.Parsers;

/// <summary>
/// What the mutations start from: the rows of tests/Cases. An input that once broke a parser becomes a row
/// there, and so stays in the corpus.
/// </summary>
internal static class Corpus
{
    private const string Around = "Around each row: ";

    /// <param name="kind">The first word of the sections to take, such as "request".</param>
    public static List<byte[]> Read(string kind)
    {
        List<byte[]> inputs = [];
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus")))
        {
            ReadFile(file, kind, inputs);
        }

        return inputs;
    }

    private static void ReadFile(string file, string kind, List<byte[]> inputs)
    {
        bool wanted = false;
        string[] around = ["", ""];
        foreach (string line in File.ReadLines(file))
        {
            string[] parts = line.Split('`');
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                wanted = line.Split(' ', ':')[1] == kind;
                around = ["", ""];
            }
            else if (line.StartsWith(Around, StringComparison.Ordinal))
            {
                around = [parts[1], parts[3]];
            }
            else if (wanted && line.StartsWith("| `", StringComparison.Ordinal))
            {
                inputs.Add(Bytes.Read(around[0] + parts[1] + around[1]));
            }
        }
    }
}
