using System;
using System.Text;
using Weir.Model.Plan.Users;
using Weir.Wire.Http;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http;

public sealed class BasicCredentialsTests
{
    [Theory]
    [InlineData("Basic YWRtaW46c2VjcmV0", "admin:secret")]
    [InlineData("bAsIc   YWRtaW46c2VjcmV0", "admin:secret")]
    [InlineData("Basic YTo=", "a:")]
    [InlineData("Basic ", "")]
    public void NameAndPasswordAreDecoded(string value, string credentials)
    {
        Assert.True(Decode(value, out string decoded));
        Assert.Equal(credentials, decoded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Bearer YTo=")]
    [InlineData("Basic YT")]
    [InlineData("Basic !!!!")]
    public void AllElseIsNone(string value) => Assert.False(Decode(value, out _));

    [Fact]
    public void WhatIsTooLongIsNobodys()
    {
        byte[] longest = new byte[BasicCredentials.LengthMost];
        Assert.True(Decode("Basic " + Convert.ToBase64String(longest), out _));
        Assert.False(Decode("Basic " + Convert.ToBase64String(new byte[longest.Length + 1]), out _));
    }

    [Theory]
    [InlineData("admin:secret", true)]
    [InlineData("other:", true)]
    [InlineData("admin:secre", false)]
    [InlineData("admin:secrets", false)]
    [InlineData("Admin:secret", false)]
    [InlineData("", false)]
    [InlineData("admin:secretadmin:secret", false)]
    public void OnlyTheUsersOfAListAreFound(string credentials, bool isAdmitted)
    {
        UserList users = new()
        {
            Name = "",
            Users = [new("admin:secret"u8.ToArray(), []), new("other:"u8.ToArray(), [])],
        };
        Assert.Equal(isAdmitted, users.Find(Encoding.ASCII.GetBytes(credentials)) is not null);
    }

    private static bool Decode(string value, out string decoded)
    {
        Span<byte> into = stackalloc byte[BasicCredentials.LengthMost];
        bool isDecoded = BasicCredentials.TryDecode(Encoding.ASCII.GetBytes(value), into, out int length);
        decoded = Encoding.ASCII.GetString(into[..length]);
        return isDecoded;
    }
}
