using System;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan.Users;
using Weir.Rules.Samples;
using Weir.Wire.Http;

namespace Weir.Rules.Fetches;

/// <summary>Header fields of requests and responses.</summary>
internal static class FieldFetches
{
    private const RulePlace Message = RulePlace.Request | RulePlace.Response;

    private static readonly ArgumentKind[] NameAndPosition = [ArgumentKind.Text, ArgumentKind.Number];
    private static readonly ArgumentKind[] Name = [ArgumentKind.Text];

    public static readonly Fetch[] Rows =
    [
        new(["hdr"], SampleType.Text, Message,
            "Elements of the lists that the header fields of a name are, of the message at hand.",
            static (ref context, arguments, ref sample) =>
                Value(ref context, arguments, ref sample, whole: false))
        { Example = "hdr(host)", Arguments = NameAndPosition, HasForms = true, NeedsHttp = true },
        new(["http_auth"], SampleType.Boolean, RulePlace.Request,
            "Whether name and password of the request are those of a user of a list.",
            static (ref context, arguments, ref sample) =>
            {
                bool hasAny = TryFindUser(ref context, arguments.Users, out UserPlan? user);
                sample.SetBoolean(user is not null);
                return hasAny;
            })
        { Example = "http_auth(people)", Arguments = [ArgumentKind.Users], NeedsHttp = true },
        new(["http_auth_group"], SampleType.Text, RulePlace.Request,
            "The groups of the user whose name and password the request has.", Group)
        {
            Example = "http_auth_group(people)",
            Arguments = [ArgumentKind.Users],
            NeedsHttp = true,
            IsOfGroups = true,
        },
        new(["req.fhdr"], SampleType.Text, RulePlace.Request,
            "Whole values of the header fields of a name, commas included.",
            static (ref context, arguments, ref sample) =>
                Value(ref context, arguments, ref sample, whole: true))
        { Example = "req.fhdr(user-agent)", Arguments = NameAndPosition, HasForms = true, NeedsHttp = true },
        new(["req.fhdr_cnt"], SampleType.Integer, RulePlace.Request,
            "How many header fields of a name there are, or fields at all.",
            static (ref context, arguments, ref sample) =>
                Count(ref context, arguments, ref sample, whole: true))
        { Example = "req.fhdr_cnt(cookie)", Arguments = Name, NeedsHttp = true },
        new(["req.hdr"], SampleType.Text, RulePlace.Request,
            "Elements of the lists that the header fields of a name are.",
            static (ref context, arguments, ref sample) =>
                Value(ref context, arguments, ref sample, whole: false))
        { Example = "req.hdr(accept)", Arguments = NameAndPosition, HasForms = true, NeedsHttp = true },
        new(["req.hdr_cnt", "hdr_cnt"], SampleType.Integer, RulePlace.Request,
            "How many elements the header fields of a name have together, or all fields.",
            static (ref context, arguments, ref sample) =>
                Count(ref context, arguments, ref sample, whole: false))
        { Example = "req.hdr_cnt(via)", Arguments = Name, NeedsHttp = true },
        new(["req.hdr_ip", "hdr_ip"], SampleType.Address, RulePlace.Request,
            "Elements of header fields that are addresses; the others are left out.", Address)
        { Example = "req.hdr_ip(x-forwarded-for)", Arguments = NameAndPosition, NeedsHttp = true },
        new(["req.hdr_val", "hdr_val"], SampleType.Integer, RulePlace.Request,
            "The numbers that elements of header fields begin with.", Number)
        { Example = "req.hdr_val(content-length)", Arguments = NameAndPosition, NeedsHttp = true },
        new(["res.fhdr"], SampleType.Text, RulePlace.Response,
            "Whole values of the response's header fields of a name, commas included.",
            static (ref context, arguments, ref sample) =>
                Value(ref context, arguments, ref sample, whole: true))
        { Example = "res.fhdr(date)", Arguments = NameAndPosition, HasForms = true, NeedsHttp = true },
        new(["res.fhdr_cnt"], SampleType.Integer, RulePlace.Response,
            "How many header fields of a name the response has, or fields at all.",
            static (ref context, arguments, ref sample) =>
                Count(ref context, arguments, ref sample, whole: true))
        { Example = "res.fhdr_cnt(set-cookie)", Arguments = Name, NeedsHttp = true },
        new(["res.hdr", "shdr"], SampleType.Text, RulePlace.Response,
            "Elements of the lists that the response's header fields of a name are.",
            static (ref context, arguments, ref sample) =>
                Value(ref context, arguments, ref sample, whole: false))
        { Example = "res.hdr(server)", Arguments = NameAndPosition, HasForms = true, NeedsHttp = true },
        new(["res.hdr_cnt", "shdr_cnt"], SampleType.Integer, RulePlace.Response,
            "How many elements the response's header fields of a name have together, or all fields.",
            static (ref context, arguments, ref sample) =>
                Count(ref context, arguments, ref sample, whole: false))
        { Example = "res.hdr_cnt(vary)", Arguments = Name, NeedsHttp = true },
        new(["res.hdr_ip", "shdr_ip"], SampleType.Address, RulePlace.Response,
            "Elements of the response's header fields that are addresses.", Address)
        { Example = "res.hdr_ip(x-peer)", Arguments = NameAndPosition, NeedsHttp = true },
        new(["res.hdr_val", "shdr_val"], SampleType.Integer, RulePlace.Response,
            "The numbers that elements of the response's header fields begin with.", Number)
        { Example = "res.hdr_val(age)", Arguments = NameAndPosition, NeedsHttp = true },
    ];

    private static bool Value(
        ref RuleContext context, Arguments arguments, ref Sample sample, bool whole)
    {
        FieldValues values = new(in context.Message, arguments.Text, whole) { Place = sample.Next };
        bool iterates = arguments.Iterates && arguments.Number == 0;
        long position = arguments.Number == 0 ? -1 : arguments.Number;
        if (!(iterates ? values.MoveNext() : values.MoveTo(position)))
        {
            return false;
        }

        sample.SetText(values.Value);
        sample.Next = iterates ? values.Place : 0;
        return true;
    }

    private static bool Count(
        ref RuleContext context, Arguments arguments, ref Sample sample, bool whole)
    {
        sample.SetInteger(new FieldValues(in context.Message, arguments.Text, whole).Count());
        return true;
    }

    private static bool Number(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        if (!Value(ref context, arguments, ref sample, whole: false))
        {
            return false;
        }

        sample.SetInteger(Casts.LeadingNumber(sample.Bytes));
        return true;
    }

    private static bool Address(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        while (Value(ref context, arguments, ref sample, whole: false))
        {
            if (Casts.TryReadAddress(sample.Bytes, out Ground.Net.IpEndpoint address))
            {
                sample.SetAddress(address);
                return true;
            }

            if (sample.Next == 0)
            {
                return false;
            }
        }

        return false;
    }

    private static bool Group(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        if (!TryFindUser(ref context, arguments.Users, out UserPlan? user)
            || user is null || sample.Next >= user.Groups.Length)
        {
            return false;
        }

        sample.SetText(user.Groups[(int)sample.Next]);
        sample.Next = sample.Next + 1 < user.Groups.Length ? sample.Next + 1 : 0;
        return true;
    }

    /// <summary>False: the request has no name and password; null: they are nobody's.</summary>
    private static bool TryFindUser(ref RuleContext context, UserList users, out UserPlan? user)
    {
        user = null;
        Span<byte> credentials = stackalloc byte[BasicCredentials.LengthMost];
        ReadOnlySpan<byte> name = context.IsForProxy ? "proxy-authorization"u8 : "authorization"u8;
        FieldValues values = new(in context.Message, name, whole: true);
        if (!values.MoveNext() || !BasicCredentials.TryDecode(values.Value, credentials, out int length))
        {
            return false;
        }

        user = users.Find(credentials[..length]);
        return true;
    }
}
