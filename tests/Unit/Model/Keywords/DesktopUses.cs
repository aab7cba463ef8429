using static Weir.Tests.Unit.Model.Keywords.WrongUse;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>Wrong uses of the words about clients of Remote Desktop.</summary>
internal static class DesktopUses
{
    private const string Nameless = "'persist rdp-cookie(name)' requires an rdp cookie name.";

    public static WrongUse[] Rows() =>
    [
        Listen("balance", "balance rdp-cookie()", "balance rdp-cookie : missing cookie name."),
        Listen("balance", "balance rdp-cookie(a", "balance rdp-cookie : missing closing parenthesis."),
        Listen("balance", "balance rdp-cookie x", "'balance' cannot handle unexpected argument 'x'."),
        Listen("persist", "persist", "missing persist method."),
        Listen("persist", "persist cookie", "unknown persist method."),
        Listen("persist", "persist rdp-cooki", "unknown persist method; did you mean 'rdp-cookie' maybe ?"),
        Listen("persist", "persist rdp-cookie()", Nameless),
        Listen("persist", "persist rdp-cookie(a", Nameless),
        Listen("persist", "persist rdp-cookies", Nameless),
        Listen("persist", "persist rdp-cookie x", "'persist' cannot handle unexpected argument 'x'."),
    ];
}
