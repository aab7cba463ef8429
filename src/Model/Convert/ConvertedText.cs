namespace Weir.Model.Convert;

/// <summary>A configuration in today's spelling.</summary>
/// <param name="text">One char per byte.</param>
/// <param name="changed">Lines that were written anew or left out.</param>
/// <param name="marked">Lines with a remark before them: their author has to judge.</param>
public sealed class ConvertedText(string text, int changed, int marked)
{
    public string Text => text;

    public int Changed => changed;

    public int Marked => marked;
}
