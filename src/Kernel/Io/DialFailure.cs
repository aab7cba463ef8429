using Weir.Ground.Check;

namespace Weir.Kernel.Io;

/// <summary>
/// Why nothing was dialled: an errno, negated; lower by <see cref="SourceMark"/> when it was bind() that
/// failed. The mark is needed because bind() to a foreign address and connect() without a free port left both
/// say EADDRNOTAVAIL, and only the first is a mistake of the configuration.
/// </summary>
public static class DialFailure
{
    /// <summary>Above every errno of Linux (MAX_ERRNO, 4095).</summary>
    private const int SourceMark = 4096;

    /// <summary>The result of a dial whose source could not be bound.</summary>
    /// <param name="error">An errno, negated.</param>
    public static int OfSource(int error)
    {
        Must.Hold(error is < 0 and > -SourceMark);
        return error - SourceMark;
    }

    public static bool IsOfSource(int result) => result <= -SourceMark;

    /// <summary>The errno, negated.</summary>
    public static int ErrorOf(int result) => IsOfSource(result) ? result + SourceMark : result;
}
