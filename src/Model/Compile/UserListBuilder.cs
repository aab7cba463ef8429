using System;
using System.Collections.Generic;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Plan.Users;

namespace Weir.Model.Compile;

/// <summary>The users of a list with their groups, whichever line has put them there.</summary>
internal static class UserListBuilder
{
    public static UserList Build(UserListDraft draft, ReportList reports)
    {
        string intro = "userlist '" + draft.Name + "': no such ";
        Report(draft.Users, draft.Groups, intro + "group '", "' specified in user '", reports);
        Report(draft.Groups, draft.Users, intro + "user '", "' specified in group '", reports);
        List<UserPlan> users = [];
        foreach ((string name, UserListDraft.Entry user) in draft.Users)
        {
            if (user.Password is not null)
            {
                byte[] credentials = ByteText.ToBytes(name + ":" + user.Password);
                users.Add(new UserPlan(credentials, GroupsOf(name, user, draft)));
            }
        }

        return new UserList { Name = draft.Name, Users = [.. users], Groups = [.. draft.Groups.Keys] };
    }

    private static byte[][] GroupsOf(string name, UserListDraft.Entry user, UserListDraft draft)
    {
        List<byte[]> groups = [];
        foreach ((string group, UserListDraft.Entry entry) in draft.Groups)
        {
            if (Array.IndexOf(user.Others, group) >= 0 || Array.IndexOf(entry.Others, name) >= 0)
            {
                groups.Add(ByteText.ToBytes(group));
            }
        }

        return [.. groups];
    }

    private static void Report(
        Dictionary<string, UserListDraft.Entry> from, Dictionary<string, UserListDraft.Entry> to,
        string intro, string where, ReportList reports)
    {
        foreach ((string name, UserListDraft.Entry entry) in from)
        {
            foreach (string other in entry.Others)
            {
                if (!to.ContainsKey(other))
                {
                    reports.Add(new Report(Severity.Alert, entry.Line.File, entry.Line.Number, other,
                        intro + other + where + name + "'.")
                    { Stage = Stage.Checking });
                }
            }
        }
    }
}
