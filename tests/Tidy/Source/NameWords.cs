using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Weir.Tests.Tidy.Source;

/// <summary>Names taken apart into the words they are made of: HTTPServerBase is http, server,
/// base.</summary>
internal static partial class NameWords
{
    public static IEnumerable<string> Of(string name) =>
        Part().Matches(name).Select(part => part.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+")]
    private static partial Regex Part();
}
