using System.Collections.Generic;

namespace Weir.Language.Source;

/// <summary>Open <c>.if</c> blocks of one file. Its verbs return what is wrong, or null.</summary>
public sealed class ConditionStack
{
    private readonly Stack<Level> _levels = new();

    public int Depth => _levels.Count;

    /// <summary>Whether a line at this place counts.</summary>
    public bool IsActive => _levels.Count == 0 || _levels.Peek().IsActive;

    /// <summary>Whether no branch of the innermost block was true so far, in a place that counts.</summary>
    public bool MayStillOpen => _levels.Count > 0
        && _levels.Peek() is { IsOuterActive: true, WasActive: false };

    public string? Open(bool isActive)
    {
        _levels.Push(new Level(IsActive, isActive, WasActive: isActive, HadElse: false));
        return null;
    }

    /// <summary><c>.elif</c> or <c>.else</c>.</summary>
    public string? Otherwise(string word, bool isActive)
    {
        if (_levels.Count == 0)
        {
            return $"lone '{word}' with no matching '.if'.";
        }

        Level level = _levels.Peek();
        if (level.HadElse)
        {
            return $"'{word}' after '.else' is not permitted.";
        }

        _levels.Pop();
        _levels.Push(level with
        {
            IsActive = isActive,
            WasActive = level.WasActive || isActive,
            HadElse = word == ".else",
        });
        return null;
    }

    public string? Close() => _levels.TryPop(out _) ? null : "lone '.endif' with no matching '.if'.";

    private readonly record struct Level(bool IsOuterActive, bool IsActive, bool WasActive, bool HadElse);
}
