using System;
using System.IO;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire;

/// <summary>Configurations of the Architecture Guide, letter by letter: the files of tests/Guide.</summary>
internal static class Guide
{
    /// <summary>Section 1, "Simple HTTP load-balancing with cookie insertion".</summary>
    public static string Section1 { get; } = Read("1.cfg");

    /// <summary>Section 1, "Hints": the same with <c>balance source</c>.</summary>
    public static string Section1Source { get; } = Read("1-source.cfg");

    /// <summary>Section 7: four requests at once for each server.</summary>
    public static string Section7 { get; } = Read("7.cfg");

    /// <summary>Section 7, "Managing unfair response times": four to twelve.</summary>
    public static string Section7MinConn { get; } = Read("7-minconn.cfg");

    /// <summary>
    /// The same text with checks every 200 ms, for cases that wait for a server to go down or come back.
    /// Answers may take longer than that: on a busy machine a slow test is not a dead server.
    /// </summary>
    public static string WithQuickChecks(string text) =>
        text.Replace(" check\n", " check inter 200\n", StringComparison.Ordinal) + " timeout check 5s\n";

    private static string Read(string name) =>
        File.ReadAllText(Path.Combine(Binaries.Repository, "tests", "Guide", "Configurations", name));
}
