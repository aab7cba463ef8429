using static Weir.Tests.Unit.Model.Keywords.WrongUse;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>Wrong uses of the words of <c>userlist</c>.</summary>
internal static class UserUses
{
    public static readonly WrongUse[] All =
    [
        Users("group", "group", "'group' expects <name> as arguments."),
        Users("group", "group g x", "'group' only supports 'users' option."),
        Users("user", "user", "'user' expects <name> as arguments."),
        Users("user", "user u pass x",
            "'user' only supports 'password', 'insecure-password' and 'groups' options."),
        Users("user", "user u password $1$ab", "'password' is known, but not supported yet. What it hashes "
            + "to takes a worker's time at each request; write 'insecure-password' and keep the file to "
            + "yourself."),
        Users("", "mode http", "unknown keyword 'mode' in 'users' section (it belongs to proxy sections)"),
    ];
}
