using System;
using System.Collections.Generic;

namespace Weir.Model.Draft.Process;

/// <summary>
/// The environment while a configuration is read: the process's own, and what <c>setenv</c> and its kin have
/// changed so far. The process's own stays as it is: a child that reads the same lines again must find, at
/// each of them, what the first reader found there.
/// </summary>
internal sealed class EnvironmentDraft
{
    private readonly Func<string, string?> _inherited;
    private readonly Dictionary<string, string?> _changed = [];
    private bool _isCleared;

    /// <param name="inherited">The process's own variables, in bytes as configurations are.</param>
    public EnvironmentDraft(Func<string, string?> inherited) => _inherited = inherited;

    /// <summary>Null when it is not set.</summary>
    public string? Find(string name) =>
        _changed.TryGetValue(name, out string? value) ? value : _isCleared ? null : _inherited(name);

    public void Set(string name, string value) => _changed[name] = value;

    public void Remove(string name) => _changed[name] = null;

    /// <summary>Removes all but <paramref name="kept"/>.</summary>
    public void Clear(IReadOnlyList<string> kept)
    {
        string?[] values = new string?[kept.Count];
        for (int at = 0; at < values.Length; at++)
        {
            values[at] = Find(kept[at]);
        }

        _changed.Clear();
        _isCleared = true;
        for (int at = 0; at < values.Length; at++)
        {
            _changed[kept[at]] = values[at];
        }
    }
}
