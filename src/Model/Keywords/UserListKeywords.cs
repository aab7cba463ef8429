using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;

namespace Weir.Model.Keywords;

/// <summary>Who is known, and in which groups.</summary>
internal static class UserListKeywords
{
    public static readonly UserListKeyword[] Table =
    [
        new("group", "<name> [users <user>,...]", Example: "group staff users scott",
            Doc: "A group, and users that are in it.",
            Apply: Group),
        new("user", "<name> [insecure-password <password>] [groups <group>,...]",
            Example: "user tiger insecure-password tig groups cats",
            Doc: "A user, the password as the client says it, and groups that the user is in.",
            Apply: User),
    ];

    private static void Group(Line line, UserListDraft list)
    {
        string name = line.Word("'group' expects <name> as arguments.");
        UserListDraft.Entry group = new() { Line = line.Source };
        while (!line.HasFailed && line.Next() is { } word)
        {
            if (word == "users")
            {
                group.Others = Names(line);
            }
            else
            {
                line.Error(word, "'group' only supports 'users' option.");
            }
        }

        Add(line, list, list.Groups, name, group);
    }

    private static void User(Line line, UserListDraft list)
    {
        string name = line.Word("'user' expects <name> as arguments.");
        UserListDraft.Entry user = new() { Line = line.Source };
        while (!line.HasFailed && line.Next() is { } word)
        {
            switch (word)
            {
                case "insecure-password":
                    user.Password = line.Next() ?? "";
                    break;
                case "groups":
                    user.Others = Names(line);
                    break;
                case "password":
                    line.Error(word, NotYet.Message(word),
                        "What it hashes to takes a worker's time at each request; write "
                            + "'insecure-password' and keep the file to yourself.");
                    break;
                default:
                    line.Error(word,
                        "'user' only supports 'password', 'insecure-password' and 'groups' options.");
                    break;
            }
        }

        Add(line, list, list.Users, name, user);
    }

    private static void Add(
        Line line, UserListDraft list, Dictionary<string, UserListDraft.Entry> to, string name,
        UserListDraft.Entry entry)
    {
        if (!line.HasFailed && !to.TryAdd(name, entry))
        {
            line.Warn(name, $"ignoring duplicated {line.Name} '{name}' in userlist '{list.Name}'.");
        }
    }

    private static string[] Names(Line line) =>
        (line.Next() ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}
