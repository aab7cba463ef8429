using System;
using System.Runtime.CompilerServices;

namespace Weir.Model.Plan.Users;

/// <summary>Who is known, and by which password (<c>userlist</c>, <c>stats auth</c>).</summary>
public sealed class UserList
{
    public static readonly UserList Empty = new() { Name = "", Users = [] };

    public required string Name { get; init; }

    public required UserPlan[] Users { get; init; }

    /// <summary>Names of all groups, those without users too.</summary>
    public string[] Groups { get; init; } = [];

    /// <summary>
    /// Whose credentials these are; null: nobody's. Takes as long for wrong ones as for right ones: each user
    /// is compared, to the last byte.
    /// </summary>
    /// <param name="credentials">"name:password".</param>
    [MethodImpl(MethodImplOptions.NoOptimization)] // or the compiler may find out early as well
    public UserPlan? Find(ReadOnlySpan<byte> credentials)
    {
        UserPlan? found = null;
        foreach (UserPlan user in Users)
        {
            byte[] its = user.Credentials;
            int difference = its.Length ^ credentials.Length;
            for (int at = 0; at < credentials.Length; at++)
            {
                difference |= credentials[at] ^ (its.Length == 0 ? 0 : its[at % its.Length]);
            }

            found = difference == 0 ? user : found;
        }

        return found;
    }
}
