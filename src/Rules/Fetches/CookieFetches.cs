using System;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Rules.Fetches;

/// <summary>Cookies of requests, and those that responses set.</summary>
internal static class CookieFetches
{
    private static readonly ArgumentKind[] Name = [ArgumentKind.Text];

    public static readonly Fetch[] Rows =
    [
        new(["cookie"], SampleType.Text, RulePlace.Anywhere,
            "The value of a cookie of the request or, in a response, of one that it sets.", Value)
        { Example = "cookie(session)", Arguments = Name, NeedsHttp = true },
        new(["req.cook", "cook"], SampleType.Text, RulePlace.Request,
            "Values of the request's cookies of a name, or of all of them.", Value)
        { Example = "req.cook(session)", Arguments = Name, HasForms = true, NeedsHttp = true },
        new(["req.cook_cnt", "cook_cnt"], SampleType.Integer, RulePlace.Request,
            "How many cookies of a name the request has, or cookies at all.", Count)
        { Example = "req.cook_cnt(session)", Arguments = Name, NeedsHttp = true },
        new(["req.cook_val", "cook_val"], SampleType.Integer, RulePlace.Request,
            "The numbers that values of the request's cookies begin with.", Number)
        { Example = "req.cook_val(visits)", Arguments = Name, NeedsHttp = true },
        new(["res.cook", "scook"], SampleType.Text, RulePlace.Response,
            "Values of the cookies of a name that the response sets, or of all of them.", Value)
        { Example = "res.cook(session)", Arguments = Name, HasForms = true, NeedsHttp = true },
        new(["res.cook_cnt", "scook_cnt"], SampleType.Integer, RulePlace.Response,
            "How many cookies of a name the response sets, or cookies at all.", Count)
        { Example = "res.cook_cnt(session)", Arguments = Name, NeedsHttp = true },
        new(["res.cook_val", "scook_val"], SampleType.Integer, RulePlace.Response,
            "The numbers that values of the response's cookies begin with.", Number)
        { Example = "res.cook_val(visits)", Arguments = Name, NeedsHttp = true },
    ];

    private static bool Value(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        bool isFound = Find(in context.Message, arguments.Text, sample.Next, out CookiePlace place);
        while (isFound && !arguments.Iterates
            && Find(in context.Message, arguments.Text, place.Next, out CookiePlace later))
        {
            place = later; // where only one is wanted, it is the last
        }

        sample.SetText(place.Value);
        sample.Next = isFound && arguments.Iterates ? place.Next : 0;
        return isFound;
    }

    private static bool Number(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        bool isFound = Value(ref context, arguments, ref sample);
        sample.SetInteger(Casts.LeadingNumber(sample.Bytes));
        return isFound;
    }

    private static bool Count(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        long count = 0;
        long next = 0;
        while (Find(in context.Message, arguments.Text, next, out CookiePlace place))
        {
            count++;
            next = place.Next;
        }

        sample.SetInteger(count);
        return true;
    }

    /// <summary>The first cookie at or behind a place.</summary>
    private static bool Find(
        scoped in RuleMessage message, ReadOnlySpan<byte> name, long from, out CookiePlace place)
    {
        FieldName wanted = message.Kind == MessageKind.Request ? FieldName.Cookie : FieldName.SetCookie;
        ReadOnlySpan<Field> fields = message.Fields;
        int index = from == 0 ? 0 : (int)((from - 1) >> CookiePlace.OffsetBits);
        int offset = from == 0 ? 0 : (int)((from - 1) & uint.MaxValue);
        for (; index < fields.Length; index++, offset = 0)
        {
            if (fields[index].Name != wanted)
            {
                continue;
            }

            ReadOnlySpan<byte> line = fields[index].ValueIn(message.Head);
            bool isFound = wanted == FieldName.SetCookie
                ? FindSet(line, name, ref offset, out ReadOnlySpan<byte> value)
                : CookieSearch.FindValue(line, name, ref offset, out value);
            if (isFound)
            {
                place = new CookiePlace(index, offset, value);
                return true;
            }
        }

        place = default;
        return false;
    }

    /// <summary>A Set-Cookie line sets one cookie; attributes follow it.</summary>
    private static bool FindSet(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, scoped ref int offset, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (offset > 0)
        {
            return false;
        }

        offset = line.Length + 1;
        int start = line.IndexOf((byte)'=') + 1;
        if (start == 0 || (!name.IsEmpty && !SetCookieName.Is(line, name, out start)))
        {
            return false;
        }

        value = line[start..SetCookieName.ValueEnd(line, start)];
        return true;
    }
}
