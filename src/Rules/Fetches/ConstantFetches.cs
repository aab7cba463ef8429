using System;
using System.Text;
using Weir.Ground.Net;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;

namespace Weir.Rules.Fetches;

/// <summary>What stands in the line itself, and what has nothing to do with clients or servers.</summary>
internal static class ConstantFetches
{
    private static readonly ArgumentKind[] Text = [ArgumentKind.Text];

    public static readonly Fetch[] Rows =
    [
        new(["always_false"], SampleType.Boolean, RulePlace.Anywhere,
            "False.",
            static (ref _, _, ref sample) =>
            {
                sample.SetBoolean(false);
                return true;
            }),
        new(["always_true"], SampleType.Boolean, RulePlace.Anywhere,
            "True.",
            static (ref _, _, ref sample) =>
            {
                sample.SetBoolean(true);
                return true;
            }),
        new(["bin"], SampleType.Binary, RulePlace.Anywhere,
            "The bytes that hexadecimal digits stand for.",
            static (ref _, arguments, ref sample) =>
            {
                sample.Type = SampleType.Binary;
                sample.Bytes = arguments.Text;
                return true;
            })
        { Example = "bin(0d0a)", Arguments = Text, Required = 1, Check = ReadHexadecimal },
        new(["bool"], SampleType.Boolean, RulePlace.Anywhere,
            "A fixed truth value.",
            static (ref _, arguments, ref sample) =>
            {
                sample.SetBoolean(arguments.Number != 0);
                return true;
            })
        { Example = "bool(true)", Arguments = Text, Required = 1, Check = ReadBoolean },
        new(["date"], SampleType.Integer, RulePlace.Anywhere,
            "Seconds since 1970 and an offset; milliseconds with 'ms', microseconds with 'us'.",
            static (ref context, arguments, ref sample) =>
            {
                long wallMs = context.Worker.WallMs;
                sample.SetInteger(arguments.Number + arguments.OtherNumber switch
                {
                    0 => wallMs / 1000,
                    1 => wallMs,
                    _ => wallMs * 1000,
                });
                return true;
            })
        { Example = "date(3600)", Arguments = [ArgumentKind.Number, ArgumentKind.Text], Check = ReadUnit },
        new(["env"], SampleType.Text, RulePlace.Anywhere,
            "An environment variable, as it was when the configuration was read.",
            static (ref _, arguments, ref sample) =>
            {
                sample.SetText(arguments.OtherText);
                return arguments.Number != 0;
            })
        { Example = "env(HOME)", Arguments = Text, Required = 1, Check = ReadVariable },
        new(["hostname"], SampleType.Text, RulePlace.Anywhere,
            "The name of this machine.",
            static (ref _, arguments, ref sample) =>
            {
                sample.SetText(arguments.Text);
                return true;
            })
        {
            Check = static arguments =>
            {
                arguments.Text = Encoding.UTF8.GetBytes(HostName.Text);
                return null;
            },
        },
        new(["int"], SampleType.Integer, RulePlace.Anywhere,
            "A fixed number.",
            static (ref _, arguments, ref sample) =>
            {
                sample.SetInteger(arguments.Number);
                return true;
            })
        { Example = "int(10)", Arguments = [ArgumentKind.Number], Required = 1 },
        new(["ipv4"], SampleType.Address, RulePlace.Anywhere,
            "A fixed IPv4 address.", FixedAddress)
        {
            Example = "ipv4(192.168.1.1)",
            Arguments = Text,
            Required = 1,
            Check = static its => ReadAddress(its, IpFamily.V4, "IPv4 address"),
        },
        new(["ipv6"], SampleType.Address, RulePlace.Anywhere,
            "A fixed IPv6 address.", FixedAddress)
        {
            Example = "ipv6(2001:db8::1)",
            Arguments = Text,
            Required = 1,
            Check = static its => ReadAddress(its, IpFamily.V6, "IPv6 address"),
        },
        new(["nbproc"], SampleType.Integer, RulePlace.Anywhere,
            "How many of these run: 1, because workers share all that is counted.", One),
        new(["proc"], SampleType.Integer, RulePlace.Anywhere,
            "Which one of these: 1, because workers share all that is counted.", One),
        new(["rand"], SampleType.Integer, RulePlace.Anywhere,
            "A random number from 0 to below a bound; 2^32 without one.",
            static (ref _, arguments, ref sample) =>
            {
                long bound = arguments.Number == 0 ? 1L << 32 : arguments.Number;
                sample.SetInteger(Random.Shared.NextInt64(bound));
                return true;
            })
        {
            Example = "rand(100)",
            Arguments = [ArgumentKind.Number],
            Check = static its => its.Number < 0 ? "expects a positive bound" : null,
        },
        new(["str"], SampleType.Text, RulePlace.Anywhere,
            "A fixed text.",
            static (ref _, arguments, ref sample) =>
            {
                sample.SetText(arguments.Text);
                return true;
            })
        { Example = "str(text)", Arguments = Text, Required = 1 },
    ];

    private static bool One(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        sample.SetInteger(1);
        return true;
    }

    private static bool FixedAddress(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        sample.SetAddress(arguments.Address);
        return true;
    }

    private static string? ReadAddress(Arguments arguments, IpFamily family, string type)
    {
        bool isGood = IpReader.TryRead(arguments.Text, out IpEndpoint address) && address.Family == family;
        arguments.Address = address;
        return isGood ? null : $"failed to parse '{Said(arguments)}' as type '{type}' at position 1.";
    }

    private static string? ReadHexadecimal(Arguments arguments)
    {
        if (HexText.Read(Said(arguments)) is not { } bytes)
        {
            return "an even number of hex digit is expected.";
        }

        arguments.Text = bytes;
        return null;
    }

    private static string? ReadBoolean(Arguments arguments)
    {
        string word = Said(arguments).ToLowerInvariant();
        arguments.Number = word is "true" or "1" ? 1 : 0;
        return word is "true" or "1" or "false" or "0"
            ? null : $"failed to parse '{word}' as type 'boolean' at position 1.";
    }

    private static string? ReadUnit(Arguments arguments)
    {
        int unit = Array.IndexOf(["s", "ms", "us"], Said(arguments));
        arguments.OtherNumber = Math.Max(0, unit);
        return unit >= 0 || arguments.Text.Length == 0
            ? null : $"Invalid unit: '{Said(arguments)}', only 's', 'ms' or 'us' are known";
    }

    private static string? ReadVariable(Arguments arguments)
    {
        string? value = arguments.Environment(Said(arguments));
        arguments.Number = value is null ? 0 : 1;
        arguments.OtherText = ByteText.ToBytes(value ?? "");
        return null;
    }

    private static string Said(Arguments arguments) => Encoding.Latin1.GetString(arguments.Text);
}
