namespace Weir.Model.Plan.Users;

/// <summary>Somebody who may say who he is.</summary>
/// <param name="credentials">"name:password".</param>
/// <param name="groups">Names of the groups that he is in.</param>
public sealed class UserPlan(byte[] credentials, byte[][] groups)
{
    public byte[] Credentials { get; } = credentials;

    public byte[][] Groups { get; } = groups;
}
