using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Draft;

namespace Weir.Model.Compile.Reading;

/// <summary>A line and what it was read as.</summary>
/// <param name="line">Its words.</param>
/// <param name="row">Its keyword; null when it opens a section.</param>
/// <param name="proxy">Its section; null in <c>global</c>.</param>
internal sealed class LineRead(ConfigLine line, Keyword? row, ProxyDraft? proxy)
{
    public ConfigLine Line => line;

    public Keyword? Row => row;

    public ProxyDraft? Proxy => proxy;

    /// <summary>The first word of the keyword's name.</summary>
    public int NameAt => row is not null && line.Words[0] == "no" ? 1 : 0;

    /// <summary>What follows the name.</summary>
    public int ArgumentsAt => NameAt + (row is null ? 1 : row.Name.Split(' ').Length);

    public IReadOnlyList<string> Arguments
    {
        get
        {
            List<string> rest = [];
            for (int i = ArgumentsAt; i < line.Words.Count; i++)
            {
                rest.Add(line.Words[i]);
            }

            return rest;
        }
    }
}
