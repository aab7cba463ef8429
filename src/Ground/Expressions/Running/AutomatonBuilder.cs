using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Weir.Ground.Expressions.Reading;

namespace Weir.Ground.Expressions.Running;

/// <summary>
/// A program to the automaton that asks the same: a state is a set of instructions, found from the start on
/// byte by byte. Most patterns of configurations have less than a hundred. An edge that depends on what
/// follows stays in the set, and is decided with the next byte.
/// </summary>
internal sealed class AutomatonBuilder
{
    /// <summary>
    /// Instructions that may be looked at while building: some milliseconds. Where bounded repetitions
    /// multiply, no table would be worth the start that it delays.
    /// </summary>
    private const int LooksMax = 1 << 22;

    /// <summary>Among the members of a state: the byte before it is of a word.</summary>
    private const char AfterWord = char.MaxValue;

    private readonly Instruction[] _program;
    private readonly ExpressionProgram _source;
    private readonly ByteClasses _classes;
    private readonly int _columns;
    private readonly bool _hasWordEdges;
    private readonly Dictionary<string, int> _known = [];
    private readonly List<string> _states = ["", ""];
    private readonly List<ushort> _table = [];
    private readonly List<char> _members = [];
    private readonly List<char> _decided = [];
    private readonly Stack<int> _open = new();
    private readonly int[] _seen;
    private int _round;
    private int _looks;
    private bool _accepts;

    private AutomatonBuilder(ExpressionProgram source)
    {
        _source = source;
        _program = source.Instructions;
        _hasWordEdges = Array.Exists(_program, static one =>
            one.Operation == Operation.Edge && one.First > (int)Edge.LineEnd);
        _classes = new ByteClasses(source, _hasWordEdges);
        _columns = _classes.Count + 1;
        _seen = new int[_program.Length];
    }

    /// <summary>Null when it would be too large.</summary>
    public static Automaton? Build(ExpressionProgram program) => new AutomatonBuilder(program).Build();

    private Automaton? Build()
    {
        RowOfGoal(Automaton.Dead);
        RowOfGoal(Automaton.Accept);
        Begin();
        Follow(0, new Place { IsStart = true });
        int start = _accepts ? Automaton.Accept : _states.Count;
        if (!_accepts)
        {
            // Never found again: only at the start of a line do edges of its start hold.
            _states.Add(Key(isAfterWord: false));
        }

        for (int state = 2; state < _states.Count; state++)
        {
            if ((_states.Count * _columns) > Automaton.CellsMax || _looks > LooksMax)
            {
                return null;
            }

            Row(state, state == start);
        }

        return new Automaton(
            _classes.Of, CollectionsMarshal.AsSpan(_table).ToArray(), _columns, start * _columns);
    }

    private void RowOfGoal(int state)
    {
        for (int column = 0; column < _columns; column++)
        {
            _table.Add((ushort)(state * _columns));
        }
    }

    private void Row(int state, bool isStart)
    {
        string members = _states[state];
        Place here = new() { IsStart = isStart, IsDecided = true, IsAfterWord = members is [.., AfterWord] };
        foreach (byte one in _classes.Members)
        {
            bool isWord = _hasWordEdges && ByteSet.Word.Has(one);
            Decide(members, here with { IsBeforeWord = isWord });
            _table.Add((ushort)((_accepts ? Automaton.Accept : GoalOf(one, isWord)) * _columns));
        }

        Decide(members, here with { IsEnd = true });
        _table.Add((ushort)(_accepts ? Automaton.Accept * _columns : Automaton.Dead));
    }

    /// <summary>What takes bytes once the edges among the members are decided.</summary>
    private void Decide(string members, Place here)
    {
        Begin();
        foreach (char member in members)
        {
            if (member != AfterWord)
            {
                Follow(member, here);
            }
        }

        _decided.Clear();
        _decided.AddRange(_members);
    }

    private int GoalOf(byte one, bool isWord)
    {
        Begin();
        foreach (char member in _decided)
        {
            if (_source.Takes(_program[member].First, one))
            {
                Follow(member + 1, default);
            }
        }

        Follow(0, default); // a match may begin anywhere
        if (_accepts || _members.Count == 0)
        {
            return _accepts ? Automaton.Accept : Automaton.Dead;
        }

        string key = Key(isWord);
        if (!_known.TryGetValue(key, out int state))
        {
            state = _states.Count;
            _states.Add(key);
            _known.Add(key, state);
        }

        return state;
    }

    private void Begin()
    {
        _round++;
        _members.Clear();
        _accepts = false;
    }

    /// <summary>Gathers what is reached from an instruction without a byte.</summary>
    private void Follow(int from, Place here)
    {
        _open.Push(from);
        while (_open.TryPop(out int at))
        {
            _looks++;
            if (_seen[at] == _round)
            {
                continue;
            }

            _seen[at] = _round;
            Instruction instruction = _program[at];
            switch (instruction.Operation)
            {
                case Operation.Take:
                    _members.Add((char)at);
                    break;
                case Operation.Match:
                    _accepts = true;
                    break;
                case Operation.Fork:
                    _open.Push(instruction.Second);
                    _open.Push(instruction.First);
                    break;
                case Operation.Jump:
                    _open.Push(instruction.First);
                    break;
                case Operation.Edge when !here.IsDecided && instruction.First != (int)Edge.LineStart:
                    _members.Add((char)at);
                    break;
                case Operation.Edge when !here.Holds((Edge)instruction.First):
                    break;
                default:
                    _open.Push(at + 1);
                    break;
            }
        }
    }

    /// <summary>The members in their order, so that equal sets are equal texts.</summary>
    private string Key(bool isAfterWord)
    {
        _members.Sort();
        if (isAfterWord)
        {
            _members.Add(AfterWord);
        }

        return new string(CollectionsMarshal.AsSpan(_members));
    }

    /// <summary>What is known of a place between two bytes.</summary>
    private readonly record struct Place
    {
        public bool IsStart { get; init; }

        /// <summary>It is known whether a byte follows, and of which kind.</summary>
        public bool IsDecided { get; init; }

        public bool IsEnd { get; init; }

        public bool IsAfterWord { get; init; }

        public bool IsBeforeWord { get; init; }

        public bool Holds(Edge edge) => edge switch
        {
            Edge.LineStart => IsStart,
            Edge.LineEnd => IsEnd,
            Edge.WordEdge => IsAfterWord != IsBeforeWord,
            Edge.NoWordEdge => IsAfterWord == IsBeforeWord,
            Edge.WordStart => !IsAfterWord && IsBeforeWord,
            _ => IsAfterWord && !IsBeforeWord,
        };
    }
}
