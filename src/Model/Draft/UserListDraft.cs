using System.Collections.Generic;
using Weir.Language.Source;

namespace Weir.Model.Draft;

/// <summary>A <c>userlist</c> section while its lines are read.</summary>
internal sealed class UserListDraft(string name)
{
    public string Name => name;

    /// <summary>By name; what belongs to one are groups.</summary>
    public Dictionary<string, Entry> Users { get; } = [];

    /// <summary>By name; what belongs to one are users.</summary>
    public Dictionary<string, Entry> Groups { get; } = [];

    /// <summary>A user or a group.</summary>
    internal sealed class Entry
    {
        /// <summary>Where it is written.</summary>
        public required ConfigLine Line { get; init; }

        /// <summary>A user's; null: there is none, and who has none is never let in.</summary>
        public string? Password { get; set; }

        /// <summary>Names of those on the other side that its line gives.</summary>
        public string[] Others { get; set; } = [];
    }
}
