using System;
using System.Globalization;

namespace Weir.Main.CommandLine;

/// <summary>One option of the command line: a row of <see cref="OptionTable"/>.</summary>
/// <param name="Name">The whole token; options do not cluster (<c>-dc</c> is not <c>-d -c</c>).</param>
/// <param name="Argument">What follows it, as the usage text shows it; empty when nothing does.</param>
/// <param name="Doc">The usage text's half line.</param>
/// <param name="Apply">Sets the option; gets its argument, or its tail ("" when it has neither), and returns
/// what is wrong with it, or null. One without this is known and refused: Weir does not do it yet.</param>
internal sealed record Option(
    string Name, string Argument, string Doc, Func<Invocation, string, string?>? Apply = null)
{
    /// <summary>The token may go on after the name (<c>-dM0x50</c>).</summary>
    public bool HasTail { get; init; }

    /// <summary>
    /// All words up to the next option are its arguments, each set by itself; there may be none.
    /// </summary>
    public bool TakesList { get; init; }

    public bool TakesArgument => Argument.Length > 0 && !TakesList;

    public static Option Flag(string name, string doc, Action<Invocation> set) =>
        new(name, "", doc, (to, _) =>
        {
            set(to);
            return null;
        });

    public static Option Text(string name, string argument, string doc, Action<Invocation, string> set) =>
        new(name, argument, doc, (to, text) =>
        {
            set(to, text);
            return null;
        });

    public static Option Number(string name, string argument, string doc, Action<Invocation, int> set) =>
        new(name, argument, doc, (to, text) =>
        {
            bool isNumber = int.TryParse(
                text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            if (isNumber)
            {
                set(to, number);
            }

            return isNumber ? null : $"'{text}' is not a number";
        });

    /// <summary>Accepted for the sake of scripts; there is nothing here that it could change.</summary>
    public static Option WithoutMeaning(string name, string doc) => Flag(name, doc, static _ => { });

    public bool Matches(string token) =>
        token == Name || (HasTail && token.StartsWith(Name, StringComparison.Ordinal));

    /// <summary>Its name: nobody asks for all fields.</summary>
    public override string ToString() => Name;
}
