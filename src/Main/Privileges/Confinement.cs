using System;
using System.Threading;
using Weir.Kernel.Calls;
using Weir.Main.Messages;
using Weir.Model.Plan;
using Weir.Model.Plan.Process;

namespace Weir.Main.Privileges;

/// <summary>
/// What a child gives up before it serves: the files outside of a folder, and the rights of root. It does so
/// itself, with everything open that it needs. The master never does: it has to read the next configuration,
/// bind its ports, write its files and execute the children that replace others, none of which is possible
/// from an empty folder without rights. It takes no byte from the network, and one byte at a time from its
/// children. HAProxy's own master stays outside as root for the same reasons.
/// </summary>
/// <param name="Folder">Null: the root stays.</param>
/// <param name="User">0: unchanged.</param>
/// <param name="Group">0: unchanged.</param>
/// <param name="NeedsRoot">What is configured takes rights that another user does not have.</param>
internal readonly record struct Confinement(string? Folder, uint User, uint Group, bool NeedsRoot = false)
{
    public static Confinement Of(ConfigPlan plan)
    {
        ProcessPlan process = plan.Global.Process;
        bool needsRoot = Array.Exists(
            plan.Servers, static server => server.Foreign is not null || server.Device is not null);
        return new Confinement(process.Chroot, process.UserId, process.GroupId, needsRoot);
    }

    /// <summary>
    /// Confines this process for good. Null, or what could not be done: then it must not go on.
    /// </summary>
    public string? Enter()
    {
        if (Folder is not null && !Lock(Folder))
        {
            return NoFolder;
        }

        if (User != 0 || Group != 0)
        {
            Sys.DropGroups(); // without the right to do so the master has warned
        }

        if (Group != 0 && Sys.SetGroup(Group) < 0)
        {
            return NoGroup;
        }

        if (User != 0 && Sys.SetUser(User) < 0)
        {
            return NoUser;
        }

        Sys.ForbidNewPrivileges(); // a child executes nothing; should it be made to, then nothing of root's
        return null;
    }

    /// <summary>
    /// Tries all of it in the master before anybody is started, so that the start fails with one message and
    /// the reason. False after an alert.
    /// </summary>
    public bool IsPossible(MessageLog log)
    {
        if (Folder is null && User == 0 && Group == 0)
        {
            return true;
        }

        if (User != 0 && NeedsRoot)
        {
            log.MainAlert(
                "Some configuration options require full privileges, so global.uid cannot be changed.");
            return false;
        }

        // Root folder, user and group belong to a thread in Linux; only libc makes them the process's.
        string? fault = null;
        bool keepsGroups = false;
        Confinement tried = this;
        Thread apart = new(() => fault = tried.Try(out keepsGroups));
        apart.Start();
        apart.Join();
        Sys.SetDumpable(true); // the thread's change of user has cleared it for all of us
        if (keepsGroups && Group != 0)
        {
            log.MainWarning("Failed to drop supplementary groups. Using 'gid'/'group' without 'uid'/'user' "
                + "is generally useless.");
        }

        if (fault is not null)
        {
            log.MainAlert(fault);
        }

        return fault is null;
    }

    private string NoFolder => $"Cannot chroot({Folder}).";

    private string NoGroup => $"Cannot set gid {Group}.";

    private string NoUser => $"Cannot set uid {User}.";

    private static bool Lock(string folder) =>
        Sys.ChangeRoot(NativeText.Of(folder)) >= 0 && Sys.ChangeFolder("/\0"u8) >= 0;

    /// <summary>Confines the calling thread, which has to end with this.</summary>
    private string? Try(out bool keepsGroups)
    {
        keepsGroups = false;
        if (Folder is not null && !TryFolder(Folder))
        {
            return NoFolder;
        }

        keepsGroups = Sys.GroupCount() > 0 && Sys.DropGroupsHere() < 0;
        if (Group != 0 && Sys.SetGroupHere(Group) < 0)
        {
            return NoGroup;
        }

        return User != 0 && Sys.SetUserHere(User) < 0 ? NoUser : null;
    }

    private static bool TryFolder(string folder)
    {
        if (Sys.SeparateFolders() >= 0)
        {
            return Lock(folder);
        }

        // Some containers forbid that: a look must do, for the thread's root would be the master's too.
        int opened = Sys.OpenFile(NativeText.Of(folder), Sys.OpenFolder, 0);
        if (opened >= 0)
        {
            Sys.Close(opened);
        }

        return opened >= 0 && Sys.UserId() == 0;
    }
}
