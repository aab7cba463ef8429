namespace Weir.Ground.Expressions;

internal enum Operation : byte
{
    /// <summary>Takes a byte of the set numbered First, and goes on behind itself.</summary>
    Take,

    /// <summary>Goes on at both First and Second; what First leads to is preferred.</summary>
    Fork,

    /// <summary>Goes on at First.</summary>
    Jump,

    /// <summary>Notes the place in slot First: of group n, 2n is the start and 2n + 1 the end.</summary>
    Note,

    /// <summary>Goes on where the edge numbered First is.</summary>
    Edge,
    Match,
}

/// <summary>One step of a compiled pattern.</summary>
internal readonly record struct Instruction(Operation Operation, ushort First = 0, ushort Second = 0);
