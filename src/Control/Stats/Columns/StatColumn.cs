namespace Weir.Control.Stats.Columns;

/// <summary>Reads one column of a line.</summary>
internal delegate StatValue StatReader(StatLine line);

/// <summary>One column: a row of <see cref="StatColumns"/>.</summary>
/// <param name="name">As tools know it (management guide, 9.1).</param>
/// <param name="in">The lines that have a value in it.</param>
/// <param name="title">What people read: over the column, or beside the value where it is told aside.</param>
/// <param name="read">How it is read from the facts of a line that has one.</param>
internal sealed class StatColumn(string name, StatKinds @in, string title, StatReader read)
{
    public string Name => name;

    public StatKinds In => @in;

    public string Title => title;

    /// <summary>Its value in a line.</summary>
    public StatValue Of(StatLine line) => (In & line.Kind) != 0 ? read(line) : StatValue.Nothing;
}
