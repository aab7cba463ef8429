using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Converters;
using Weir.Rules.Fetches;
using Weir.Rules.Samples;
using Weir.Tests.Unit.Rules.Conditions;
using Xunit;

namespace Weir.Tests.Unit.Rules.Fetches;

/// <summary>What follows from the rows of fetches and converters: no new one escapes.</summary>
public sealed class FetchRowTests
{
    private const string Request =
        "GET /a/b?c=d HTTP/1.1\r\nHost: www.example.com\r\nCookie: session=7; x=y\r\n"
        + "Authorization: Basic dGlnZXI6dGln\r\nAccept: text/html, image/png\r\n"
        + "X-Forwarded-For: 192.0.2.7, 10.0.0.1\r\nContent-Length: 0\r\n\r\n";

    private const string Response =
        "HTTP/1.1 200 OK\r\nSet-Cookie: session=8; path=/\r\nContent-Length: 0\r\n\r\n";

    private const string Others =
        "backend other\n server one 127.0.0.1:84\nuserlist people\n group staff users tiger\n"
        + " user tiger insecure-password tig\n";

    public static TheoryData<string> EveryFetch() =>
        [.. FetchTable.Rows.Select(static row => row.Names[0])];

    public static TheoryData<string> EveryConverter() =>
        [.. ConverterTable.Rows.Select(static row => row.Name)];

    [Theory]
    [MemberData(nameof(EveryFetch))]
    public void ARowTellsWhatItIs(string name)
    {
        Fetch row = Row(name);
        Assert.StartsWith(name, row.Example);
        Assert.EndsWith(".", row.Doc);
        Assert.True(row.Required <= row.Arguments.Length);
        Assert.NotEqual(RulePlace.None, row.Places);
    }

    [Theory]
    [MemberData(nameof(EveryFetch))]
    public void ExampleIsAcceptedUnderEveryName(string name)
    {
        Fetch row = Row(name);
        foreach (string other in row.Names)
        {
            Assert.Empty(Messages(other + row.Example[name.Length..] + " -m found"));
            Assert.Equal(row.HasForms ? [] : ["refused"],
                Messages($"{other}_beg{row.Example[name.Length..]} x").Select(static _ => "refused"));
        }
    }

    [Theory]
    [MemberData(nameof(EveryFetch))]
    public void AnArgumentTooManyIsRefused(string name)
    {
        Fetch row = Row(name);
        string arguments = string.Join(',', Enumerable.Repeat("1", row.Arguments.Length + 1));
        Assert.Contains("expected ')' before '", Assert.Single(Messages($"{name}({arguments}) -m found")));
    }

    [Theory]
    [MemberData(nameof(EveryFetch))]
    public void WhatIsNeededIsAskedFor(string name)
    {
        Fetch row = Row(name);
        if (row.Required > 0)
        {
            Assert.Contains("at position 1, but got nothing", Assert.Single(Messages($"{name} -m found")));
        }
    }

    [Theory]
    [MemberData(nameof(EveryFetch))]
    public void AFetchAllocatesNothing(string name)
    {
        RuleBed bed = new("use_backend yes if TRUE", Others);
        SampleExpression expression = bed.ExpressionOf(Row(name).Example);
        RuleContext context = bed.ContextOf(bed.Parse(Request));
        RuleContext response = bed.ContextOf(bed.Parse(Response));
        ReadOften(expression, ref context);
        ReadOften(expression, ref response);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadOften(expression, ref context);
        ReadOften(expression, ref response);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(EveryConverter))]
    public void AConverterIsARowWithAnExampleThatAllocatesNothing(string name)
    {
        Converter row = ConverterTable.Rows.Single(one => one.Name == name);
        Assert.Contains("," + name, row.Example);
        Assert.EndsWith(".", row.Doc);
        Assert.Empty(Messages(row.Example + " -m found"));
        string arguments = string.Join(',', Enumerable.Repeat("1", row.Arguments.Length + 1));
        string fetch = row.Example.Split(',')[0];
        Assert.Contains(
            "expected ')' before '", Assert.Single(Messages($"{fetch},{name}({arguments}) -m found")));
        RuleBed bed = new("use_backend yes if TRUE");
        SampleExpression expression = bed.ExpressionOf(row.Example);
        RuleContext context = bed.ContextOf(bed.Parse(Request));
        ReadOften(expression, ref context);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadOften(expression, ref context);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void WhatIsNotDoneYetIsRefusedByName()
    {
        foreach (string name in Words(LaterFetches.Names))
        {
            Assert.Contains($"fetch method '{name}' is known, but not supported yet.",
                Assert.Single(Messages($"{name} x")));
        }

        foreach (string name in Words(ConverterTable.Later))
        {
            Assert.Contains($"converter '{name}' is known, but not supported yet.",
                Assert.Single(Messages($"path,{name} x")));
        }
    }

    [Fact]
    public void TablesAreSortedByName()
    {
        string[] converters = [.. ConverterTable.Rows.Select(static row => row.Name)];
        Assert.Equal(converters.Length, converters.Distinct().Count());
        Assert.All(FetchTable.Rows, static row => Assert.NotEmpty(row.Names));
    }

    private static void ReadOften(SampleExpression expression, ref RuleContext context)
    {
        for (int i = 0; i < 100; i++)
        {
            context.FreeRoom();
            Sample value = default;
            while (expression.Read(ref context, ref value) && value.Next != 0)
            {
            }
        }
    }

    private static List<string> Messages(string test)
    {
        string text = RuleBed.TextOf($"acl a {test}", Others);
        return Weir.Tests.Unit.Model.Config.Messages(text, RuleBed.Options);
    }

    private static string[] Words(ReadOnlySpan<byte> names) =>
        Encoding.ASCII.GetString(names).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static Fetch Row(string name) => FetchTable.Rows.Single(row => row.Names[0] == name);
}
