using System.Collections.Generic;
using System.Runtime.InteropServices;
using Weir.Ground.Expressions.Reading;

namespace Weir.Ground.Expressions;

/// <summary>The tree of a pattern to its program. Bounded repetitions are written out.</summary>
internal sealed class ProgramWriter
{
    private readonly List<Instruction> _instructions = [];
    private readonly List<ByteSet> _sets = [];

    private bool IsFull => _instructions.Count > RegularExpression.InstructionsMax;

    /// <summary>Null when it would be too large.</summary>
    public static ExpressionProgram? Write(Node pattern, int groups)
    {
        ProgramWriter writer = new();
        writer.Write(pattern);
        writer.Add(Operation.Match);
        return writer.IsFull ? null : new ExpressionProgram(
            [.. writer._instructions], CollectionsMarshal.AsSpan(writer._sets), groups);
    }

    private void Write(Node node)
    {
        if (IsFull)
        {
            return;
        }

        switch (node.Kind)
        {
            case NodeKind.Set:
                Add(Operation.Take, SetOf(node.Set));
                break;
            case NodeKind.Edge:
                Add(Operation.Edge, (int)node.Edge);
                break;
            case NodeKind.Sequence:
                node.Parts.ForEach(Write);
                break;
            case NodeKind.Choice:
                Choice(node.Parts);
                break;
            case NodeKind.Repeat:
                Repeat(node);
                break;
            case NodeKind.Group when node.Number <= RegularExpression.GroupsMax:
                Add(Operation.Note, 2 * node.Number);
                Write(node.Parts[0]);
                Add(Operation.Note, (2 * node.Number) + 1);
                break;
            case NodeKind.Group:
                Write(node.Parts[0]);
                break;
            default:
                break;
        }
    }

    private void Choice(List<Node> parts)
    {
        List<int> jumps = [];
        for (int i = 0; i < parts.Count - 1; i++)
        {
            int fork = Add(Operation.Fork, _instructions.Count + 1);
            Write(parts[i]);
            jumps.Add(Add(Operation.Jump));
            Lead(fork, _instructions.Count, isLazy: false);
        }

        Write(parts[^1]);
        foreach (int jump in jumps)
        {
            _instructions[jump] = new Instruction(Operation.Jump, (ushort)_instructions.Count);
        }
    }

    private void Repeat(Node node)
    {
        Node part = node.Parts[0];
        int start = _instructions.Count;
        int last = start;
        for (int i = 0; i < node.Least && !IsFull; i++)
        {
            last = _instructions.Count;
            Write(part);
            if (_instructions.Count == last)
            {
                return; // nothing, however often
            }
        }

        if (node.Most != Node.Unbounded)
        {
            Optional(part, node.Most - node.Least, node.IsLazy);
        }
        else if (node.Least > 0)
        {
            _instructions.Add(Forked(last, _instructions.Count + 1, node.IsLazy));
        }
        else
        {
            Star(part, node.IsLazy);
        }
    }

    /// <summary>
    /// <c>x*</c>. When x may be empty it is <c>(x+)?</c>: otherwise a round without a byte would be cut off,
    /// and with it what its groups note.
    /// </summary>
    private void Star(Node part, bool isLazy)
    {
        int fork = Add(Operation.Fork, _instructions.Count + 1);
        Write(part);
        if (part.MayBeEmpty())
        {
            _instructions.Add(Forked(fork + 1, _instructions.Count + 1, isLazy));
        }
        else
        {
            Add(Operation.Jump, fork);
        }

        Lead(fork, _instructions.Count, isLazy);
    }

    /// <summary>Up to <paramref name="count"/> of them, each only behind the one before.</summary>
    private void Optional(Node part, int count, bool isLazy)
    {
        List<int> forks = [];
        for (int i = 0; i < count && !IsFull; i++)
        {
            forks.Add(Add(Operation.Fork, _instructions.Count + 1));
            int start = _instructions.Count;
            Write(part);
            if (_instructions.Count == start)
            {
                break;
            }
        }

        foreach (int fork in forks)
        {
            Lead(fork, _instructions.Count, isLazy);
        }
    }

    /// <summary>A fork that goes on behind itself may as well go to <paramref name="target"/>.</summary>
    private void Lead(int fork, int target, bool isLazy) =>
        _instructions[fork] = Forked(fork + 1, target, isLazy);

    private static Instruction Forked(int preferred, int other, bool isLazy) => isLazy
        ? new Instruction(Operation.Fork, (ushort)other, (ushort)preferred)
        : new Instruction(Operation.Fork, (ushort)preferred, (ushort)other);

    private int Add(Operation operation, int first = 0)
    {
        _instructions.Add(new Instruction(operation, (ushort)first));
        return _instructions.Count - 1;
    }

    private int SetOf(ByteSet set)
    {
        int known = _sets.IndexOf(set);
        if (known < 0)
        {
            _sets.Add(set);
            known = _sets.Count - 1;
        }

        return known;
    }
}
