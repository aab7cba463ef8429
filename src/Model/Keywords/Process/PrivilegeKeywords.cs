using System;
using System.Globalization;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Draft.Process;

namespace Weir.Model.Keywords.Process;

/// <summary>
/// Where children are locked in, and as whom they run. A second line of a kind is told and changes nothing.
/// </summary>
internal static class PrivilegeKeywords
{
    public static readonly GlobalKeyword[] Table =
    [
        new("chroot", "<jail dir>", Default: "none", Example: "chroot /var/empty",
            Doc: "The folder that workers and keeper are locked into before they serve.",
            Apply: static (line, global) =>
            {
                string folder = line.Word("'chroot' expects a directory as an argument.");
                if (Once.IsFirst(line, global.Process.Chroot is null))
                {
                    global.Process.Chroot = ByteText.ToUnicode(folder);
                }
            }),
        new("gid", "<number>", Default: "unchanged", Example: "gid 99",
            Doc: "The group, by number, that workers and keeper run as.",
            Apply: static (line, global) => SetGroup(line, global.Process, Number(line, "group"))),
        new("group", "<group name>", Default: "unchanged", Example: "group root",
            Doc: "The group, by its name in /etc/group, that workers and keeper run as.",
            Apply: static (line, global) => SetGroup(line, global.Process,
                Named(line, "group", global.Process.FindGroup))),
        new("uid", "<number>", Default: "unchanged", Example: "uid 99",
            Doc: "The user, by number, that workers and keeper run as.",
            Apply: static (line, global) => SetUser(line, global.Process, Number(line, "user"))),
        new("user", "<user name>", Default: "unchanged", Example: "user root",
            Doc: "The user, by its name in /etc/passwd, that workers and keeper run as.",
            Apply: static (line, global) => SetUser(line, global.Process,
                Named(line, "user", global.Process.FindUser))),
    ];

    /// <summary>
    /// HAProxy warns about what is no number and goes on with the rights it has, which are root's as a rule.
    /// </summary>
    private static uint Number(Line line, string kind)
    {
        string? word = line.Next();
        if (string.IsNullOrEmpty(word))
        {
            line.Error("", $"'{line.Name}' expects an integer argument.");
            return 0;
        }

        // The highest number means "nobody in particular" to the kernel: no change.
        bool isNumber = uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            && number != uint.MaxValue;
        if (!isNumber)
        {
            line.Error(word, $"{line.Name}: string '{word}' is not a number.",
                $"You might want to use the '{kind}' parameter to use a system {kind} name.");
        }

        return isNumber ? number : 0;
    }

    private static uint Named(Line line, string kind, Func<string, uint?> find)
    {
        string name = line.Next() ?? "";
        uint? number = name.Length == 0 ? null : find(ByteText.ToUnicode(name));
        if (number is null)
        {
            line.Error(name, $"cannot find {kind} id for '{name}'");
        }

        return number ?? 0;
    }

    private static void SetUser(Line line, ProcessDraft process, uint user)
    {
        if (Once.IsFirst(line, process.UserId == 0, "user/uid"))
        {
            process.UserId = user;
        }
    }

    private static void SetGroup(Line line, ProcessDraft process, uint group)
    {
        if (Once.IsFirst(line, process.GroupId == 0, "group/gid"))
        {
            process.GroupId = group;
        }
    }
}
