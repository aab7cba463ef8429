using Weir.Language.Keywords;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>A line that is wrong, and exactly what is said about it.</summary>
/// <param name="Keyword">Name of its row.</param>
/// <param name="Section">Where the line stands.</param>
/// <param name="Line">Without indentation and line end.</param>
/// <param name="Message">Without severity and place.</param>
internal sealed record WrongUse(string Keyword, Sections Section, string Line, string Message)
{
    public static WrongUse Global(string keyword, string line, string message) =>
        new(keyword, Sections.Global, line, message);

    public static WrongUse Users(string keyword, string line, string message) =>
        new(keyword, Sections.UserList, line, message);

    public static WrongUse Listen(string keyword, string line, string message) =>
        new(keyword, Sections.Listen, line, message);

    /// <summary>A wrong bind line: the words behind its address.</summary>
    public static WrongUse Bind(string keyword, string words, string message) => new(
        keyword, Sections.Listen, $"bind :1 {words}", $"'bind :1' in section 'listen' : {message}");

    /// <summary>A wrong server line: the words behind its address.</summary>
    public static WrongUse Server(string keyword, string words, string message) => new(
        keyword, Sections.Listen, $"server s 127.0.0.1:80 {words}", $"'server l/s' : {message}");
}
