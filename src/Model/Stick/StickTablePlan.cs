namespace Weir.Model.Stick;

/// <summary>What the keys of a stick table are.</summary>
public enum StickKind : byte
{
    /// <summary>IPv4 addresses, 4 bytes.</summary>
    Ip,

    /// <summary>IPv6 addresses, 16 bytes.</summary>
    Ipv6,

    /// <summary>Numbers of 32 bits.</summary>
    Integer,

    /// <summary>Texts, cut to the length of the table.</summary>
    String,

    /// <summary>Bytes, cut or filled up with zeros to the length of the table.</summary>
    Binary,
}

/// <summary>The <c>stick-table</c> line of a proxy.</summary>
public sealed class StickTablePlan
{
    /// <summary>The longest key that a table may have, in bytes.</summary>
    public const int KeyLimit = 1024;

    /// <summary>The most entries that a table may have.</summary>
    public const int SizeLimit = 1 << 30;

    /// <summary>What tables take memory in: pages, so that none is touched in vain.</summary>
    public const int PageBytes = 4096;

    /// <summary>The most pages of all tables together: 2 TB, of which only what is used exists.</summary>
    public const int PagesLimit = 1 << 29;

    /// <summary>The proxy that it is called by.</summary>
    public required string Name { get; init; }

    public required StickKind Kind { get; init; }

    /// <summary>Bytes of the longest key.</summary>
    public required int KeyMost { get; init; }

    /// <summary>The most entries.</summary>
    public required int Size { get; init; }

    /// <summary>
    /// How long an entry lives that is not used, in milliseconds; 0: as long as there is room.
    /// </summary>
    public long ExpireMs { get; init; }

    /// <summary>A full table takes nothing new (<c>nopurge</c>); else the oldest entry makes room.</summary>
    public bool KeepsAll { get; init; }

    /// <summary>
    /// Its first page among those that the board has for tables; the same in every plan that has this table.
    /// </summary>
    public int Page { get; private init; }

    /// <summary>How many pages it has.</summary>
    public int Pages => (int)((StickTable.BytesFor(this) + PageBytes - 1) / PageBytes);

    /// <summary>One past its last page.</summary>
    public int PagesEnd => Page + Pages;

    /// <summary>
    /// A table of another plan is the same one: it is called so, and what lies in its memory means the same.
    /// </summary>
    public bool IsSame(StickTablePlan other) => Name == other.Name && Kind == other.Kind
        && KeyMost == other.KeyMost && Size == other.Size;

    /// <summary>The same table in its place.</summary>
    public StickTablePlan At(int page) => new()
    {
        Name = Name,
        Kind = Kind,
        KeyMost = KeyMost,
        Size = Size,
        ExpireMs = ExpireMs,
        KeepsAll = KeepsAll,
        Page = page,
    };
}
