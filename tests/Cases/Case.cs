using System;
using System.Collections.Generic;
using System.IO;
using Weir.Wire.Http;

namespace Weir.Tests.Cases;

/// <summary>One row of a case file. How a file is written: README.md.</summary>
/// <param name="Kind">The words before the colon of the section's heading, such as "response to
/// HEAD".</param>
/// <param name="Input">All bytes, those around the row's own included.</param>
/// <param name="Trace">What has to come out.</param>
internal sealed record Case(string Kind, byte[] Input, string Trace)
{
    private const string Around = "Around each row: ";

    /// <summary>Every row of one file, in order.</summary>
    public static List<Case> ReadFile(string name)
    {
        List<Case> cases = [];
        string kind = "";
        string[] around = ["", ""];
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Http1", name + ".md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                kind = line[3..line.IndexOf(':', StringComparison.Ordinal)];
                around = ["", ""];
            }
            else if (line.StartsWith(Around, StringComparison.Ordinal))
            {
                string[] parts = line.Split('`');
                around = [parts[1], parts[3]];
            }
            else if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                string[] parts = line.Split('`');
                cases.Add(new Case(kind, Bytes.Read(around[0] + parts[1] + around[1]), parts[3]));
            }
        }

        return cases;
    }

    /// <summary>The trace when the first <paramref name="count"/> bytes have arrived.</summary>
    public string RunFirst(int count)
    {
        byte[] bytes = Input[..count]; // a copy of that length: what is read beyond it fails
        string[] words = Kind.Split(' ');
        bool withFields = words[^1] == "fields";
        return words[0] switch
        {
            "request" => Cases.Trace.OfRequest(bytes, withFields),
            "response" => Cases.Trace.OfResponse(bytes, Enum.Parse<Method>(words[2], true), withFields),
            "chunks" => Cases.Trace.OfChunks(bytes, []),
            "cookie" => Cases.Trace.OfCookie(bytes, Bytes.Read(words[1])),
            "set-cookie" => SetCookieName.Is(bytes, Bytes.Read(words[1]), out _) ? "its" : "another's",
            _ => throw new FormatException("unknown kind of case: " + Kind),
        };
    }
}
