using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Weir.Ground.Check;

/// <summary>
/// What only our own mistake can make false. Checked in release builds too; what a peer causes is a value
/// instead.
/// </summary>
public static class Must
{
    /// <summary>
    /// Ends the process with the expression as its message when <paramref name="condition"/> is false.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Hold(
        [DoesNotReturnIf(false)] bool condition,
        [CallerArgumentExpression(nameof(condition))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        if (!condition)
        {
            Fail(expression, file, line);
        }
    }

    /// <summary>
    /// Where the last words of a dying process go; the process's main sets it to a plain write to descriptor
    /// 2.
    /// </summary>
    public static System.Action<string>? LastWords { get; set; }

    [DoesNotReturn]
    private static void Fail(string expression, string file, int line)
    {
        string message = $"must hold: {expression} at {file}:{line}";
        LastWords?.Invoke(message);
        System.Environment.FailFast(message);
    }
}
