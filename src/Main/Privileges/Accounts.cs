using System.Globalization;
using System.Text;
using Weir.Main.Messages;

namespace Weir.Main.Privileges;

/// <summary>
/// Names of users and groups to numbers, by /etc/passwd and /etc/group alone: libc would load plug-ins for
/// more, which a static binary cannot.
/// </summary>
internal static class Accounts
{
    /// <summary>Null when there is no such user.</summary>
    public static uint? User(string name) => Find("/etc/passwd", name);

    /// <summary>Null when there is no such group.</summary>
    public static uint? Group(string name) => Find("/etc/group", name);

    /// <summary>In both files the name is the first field and the number the third (passwd(5)).</summary>
    public static uint? FindIn(string text, string name)
    {
        foreach (string line in text.Split('\n'))
        {
            string[] fields = line.Split(':');
            if (fields.Length > 2 && fields[0] == name && name.Length > 0
                && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
            {
                return number;
            }
        }

        return null;
    }

    private static uint? Find(string path, string name) =>
        SmallFile.Read(path, out byte[] text) < 0 ? null : FindIn(Encoding.UTF8.GetString(text), name);
}
