using System.Collections.Generic;

namespace Weir.Ground.Expressions.Reading;

internal enum NodeKind : byte
{
    /// <summary>Nothing, which is always there.</summary>
    Empty,

    /// <summary>One byte of a set.</summary>
    Set,

    /// <summary>A place that is as <see cref="Node.Edge"/> says.</summary>
    Edge,
    Sequence,
    Choice,
    Repeat,

    /// <summary>Parentheses that remember.</summary>
    Group,
}

/// <summary>What the place between two bytes can be asked for.</summary>
internal enum Edge : byte
{
    LineStart,
    LineEnd,
    WordEdge,
    NoWordEdge,
    WordStart,
    WordEnd,
}

/// <summary>A part of a pattern, as it was written.</summary>
internal sealed class Node
{
    public const int Unbounded = -1;

    public static Node Nothing { get; } = new() { Kind = NodeKind.Empty };

    public NodeKind Kind { get; init; }

    public ByteSet Set { get; init; }

    public Edge Edge { get; init; }

    /// <summary>The parts of a sequence, a choice, a repetition (one) or a group (one).</summary>
    public List<Node> Parts { get; init; } = [];

    /// <summary>Of a repetition.</summary>
    public int Least { get; init; }

    /// <summary>Of a repetition; <see cref="Unbounded"/>: as often as it goes.</summary>
    public int Most { get; init; }

    /// <summary>As few as will do come first (<c>*?</c>).</summary>
    public bool IsLazy { get; init; }

    /// <summary>Of a group, from 1.</summary>
    public int Number { get; init; }

    public static Node Of(ByteSet set) => new() { Kind = NodeKind.Set, Set = set };

    public static Node Of(Edge edge) => new() { Kind = NodeKind.Edge, Edge = edge };

    public static Node Of(NodeKind kind, List<Node> parts) =>
        parts.Count == 1 ? parts[0] : new Node { Kind = kind, Parts = parts };

    /// <summary>Whether it may match without a byte.</summary>
    public bool MayBeEmpty() => Kind switch
    {
        NodeKind.Set => false,
        NodeKind.Sequence => Parts.TrueForAll(static part => part.MayBeEmpty()),
        NodeKind.Choice => Parts.Exists(static part => part.MayBeEmpty()),
        NodeKind.Repeat => Least == 0 || Parts[0].MayBeEmpty(),
        NodeKind.Group => Parts[0].MayBeEmpty(),
        _ => true,
    };
}
