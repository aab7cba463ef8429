using System;
using System.Text;
using Weir.Wire.Http;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http;

public sealed class FieldNamesTests
{
    public static TheoryData<string, FieldName> Known => new()
    {
        { "Cache-Control", FieldName.CacheControl },
        { "Connection", FieldName.Connection },
        { "Content-Length", FieldName.ContentLength },
        { "Cookie", FieldName.Cookie },
        { "Expect", FieldName.Expect },
        { "Host", FieldName.Host },
        { "Keep-Alive", FieldName.KeepAlive },
        { "Proxy-Connection", FieldName.ProxyConnection },
        { "Set-Cookie", FieldName.SetCookie },
        { "TE", FieldName.Te },
        { "Trailer", FieldName.Trailer },
        { "Transfer-Encoding", FieldName.TransferEncoding },
        { "Upgrade", FieldName.Upgrade },
        { "X-Forwarded-For", FieldName.XForwardedFor },
        { "X-Original-To", FieldName.XOriginalTo },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void NameIsKnownInEveryCase(string name, FieldName expected)
    {
        Assert.Equal(expected, Of(name));
        Assert.Equal(expected, Of(name.ToUpperInvariant()));
        Assert.Equal(expected, Of(name.ToLowerInvariant()));
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void NameWithOneOtherTokenByteIsNotKnown(string name, FieldName expected)
    {
        Assert.NotEqual(FieldName.Other, expected);
        for (int place = 0; place < name.Length; place++)
        {
            foreach (char other in "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz")
            {
                string changed = name[..place] + other + name[(place + 1)..];
                bool same = changed.Equals(name, StringComparison.OrdinalIgnoreCase);
                Assert.Equal(same ? expected : FieldName.Other, Of(changed));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void LongerOrShorterNameIsNotKnown(string name, FieldName expected)
    {
        Assert.NotEqual(expected, Of(name + "s"));
        Assert.NotEqual(expected, Of("x" + name));
        Assert.NotEqual(expected, Of(name[..^1]));
    }

    [Fact]
    public void EveryKnownFieldIsTested()
    {
        int count = 0;
        foreach (object[] row in Known)
        {
            Assert.NotEqual(FieldName.Other, row[1]);
            count++;
        }

        Assert.Equal(Enum.GetValues<FieldName>().Length - 1, count);
    }

    private static FieldName Of(string name) => FieldNames.Of(Encoding.Latin1.GetBytes(name));
}
