using System.Collections.Generic;
using System.Linq;
using System.Text;
using Weir.Language.Keywords;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>One line and the section that it stands in.</summary>
internal readonly record struct Placed(Sections In, string Line);

/// <summary>
/// A file with one section of each kind, good by itself, and lines put into them. One start of a process
/// judges all of its lines.
/// </summary>
internal sealed class Sheet
{
    /// <summary>A line that every product refuses: who names it has read to the end.</summary>
    public const string Sentinel = "the-end";

    private static readonly (Sections In, string Text)[] s_skeleton =
    [
        (Sections.Global, "global\n"),
        (Sections.Defaults,
            "defaults\n mode http\n timeout client 1s\n timeout connect 1s\n timeout server 1s\n"),
        (Sections.Frontend, "frontend f\n bind 127.0.0.1:8001\n default_backend example\n"),
        (Sections.Listen, "listen l\n bind 127.0.0.1:8002\n"),
        (Sections.Backend, "backend b\n"),
        (Sections.None, "backend example\n server one 127.0.0.1:81 check\n"),
    ];

    private readonly Dictionary<int, Placed> _byNumber = [];

    /// <param name="lines">What is put in, in the order of each section.</param>
    /// <param name="hasEnd">The sentinel stands last.</param>
    public Sheet(IReadOnlyList<Placed> lines, bool hasEnd)
    {
        StringBuilder text = new();
        int number = 0;
        foreach ((Sections section, string opening) in s_skeleton)
        {
            text.Append(opening);
            number += opening.Count(static c => c == '\n');
            foreach (Placed placed in lines.Where(one => one.In == section))
            {
                text.Append(' ').Append(placed.Line).Append('\n');
                _byNumber.Add(++number, placed);
            }
        }

        if (hasEnd) text.Append(' ').Append(Sentinel).Append('\n');
        EndNumber = hasEnd ? number + 1 : 0;
        Text = text.ToString();
    }

    public string Text { get; }

    /// <summary>Where the sentinel stands, or 0.</summary>
    public int EndNumber { get; }

    /// <summary>The line that was put in there; null for one of the skeleton.</summary>
    public Placed? At(int number) => _byNumber.TryGetValue(number, out Placed placed) ? placed : null;
}
