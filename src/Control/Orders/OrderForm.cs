using System;
using System.Text;
using Weir.Model.Plan;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Control.Orders;

/// <summary>
/// The form that the statistics page sends: an order (<c>action</c>), a backend (<c>b</c>) and any number of
/// its servers (<c>s</c>). The result is HAProxy's word for what became of it.
/// </summary>
internal ref struct OrderForm
{
    public const string Done = "DONE";

    /// <summary>Nothing was changed.</summary>
    public const string None = "NONE";

    /// <summary>Some servers were changed, others not.</summary>
    public const string Part = "PART";

    /// <summary>It names what there is not.</summary>
    public const string Wrong = "ERRP";

    /// <summary>It is longer than what is read.</summary>
    public const string TooLong = "EXCD";

    public const string Denied = "DENY";

    /// <summary>Bytes of the longest form that is looked at.</summary>
    private const int BodyMost = 15 * 1024;

    private const int Unset = -2;

    private readonly ServerOrders _orders;
    private readonly ReadOnlySpan<byte> _body;
    private ProxyPlan? _proxy;
    private int _order = Unset;
    private int _found;
    private int _changed;
    private bool _isWrong;

    private OrderForm(ServerOrders orders, ReadOnlySpan<byte> body)
    {
        _orders = orders;
        _body = body;
    }

    /// <summary>What is said of an outcome; empty: it is none.</summary>
    public static string Saying(string outcome) => outcome switch
    {
        Done => "The action was done.",
        None => "Nothing has changed.",
        Part => "The action was done in part: not every server could be changed so.",
        Wrong => "Nothing has changed: the form names what there is not.",
        TooLong => "The action was not done: the form is too long.",
        Denied => "The action was denied: this page only shows.",
        "" => "",
        _ => "What became of the action is unknown.",
    };

    /// <summary>
    /// Whether all of a request has come that is looked at: of one that is too long, or of unknown length,
    /// its head.
    /// </summary>
    public static bool IsWhole(in RequestHead head, int length) =>
        head.Body.Kind != BodyKind.Length || head.Body.Length > BodyMost
            || length - head.Length >= head.Body.Length;

    /// <summary>Does what the form says.</summary>
    /// <param name="orders">Who does it.</param>
    /// <param name="request">All of it that is looked at.</param>
    /// <param name="head">What its head says.</param>
    /// <param name="rules">Which proxies the page is about.</param>
    /// <param name="when">When it came.</param>
    public static string Obey(
        ServerOrders orders, ReadOnlySpan<byte> request, in RequestHead head, StatsPlan rules, Moment when)
    {
        if (head.Body.Kind == BodyKind.Chunked || head.Body.Length > BodyMost)
        {
            return head.Body.Kind == BodyKind.Chunked ? Wrong : TooLong;
        }

        OrderForm form = new(orders, request.Slice(head.Length, (int)head.Body.Length));
        form.FindOrder(rules);
        if (form._isWrong || form._proxy is null || form._order == Unset)
        {
            return form._isWrong ? Wrong : None;
        }

        form.Give(when);
        return form._changed == 0 ? (form._isWrong ? Wrong : None)
            : form._isWrong || form._changed < form._found ? Part : Done;
    }

    private void FindOrder(StatsPlan rules)
    {
        for (int at = 0; TryNext(ref at, out string name, out string value);)
        {
            if (name == "action")
            {
                _order = OrderNames.IndexOf(value);
                _isWrong |= _order < 0 && Array.IndexOf(OrderNames.OfAgents, value) < 0;
            }
            else if (name == "b")
            {
                _proxy = _orders.BackendOf(value);
                _isWrong |= _proxy is null || !rules.Shows(_proxy);
            }
        }
    }

    private void Give(Moment when)
    {
        for (int at = 0; TryNext(ref at, out string name, out string value);)
        {
            if (name != "s")
            {
                continue;
            }

            ServerPlan? server = Array.Find(_proxy!.Backend!.Servers, one => one.Name == value);
            if (server is null || server.Index == _proxy.Backend.DispatchAt)
            {
                _isWrong = true;
                continue;
            }

            _found++;
            bool isChanged = _order >= 0 && _orders.TryGive((ServerOrder)_order, _proxy, server, when);
            _changed += isChanged ? 1 : 0;
        }
    }

    /// <summary>The next pair of the form; false: there is none.</summary>
    private readonly bool TryNext(ref int at, out string name, out string value)
    {
        name = "";
        value = "";
        if (at >= _body.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _body[at..];
        int end = rest.IndexOf((byte)'&');
        ReadOnlySpan<byte> pair = end < 0 ? rest : rest[..end];
        at += pair.Length + 1;
        int equals = pair.IndexOf((byte)'=');
        name = Decode(equals < 0 ? pair : pair[..equals]);
        value = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
        return true;
    }

    /// <summary>One character is one byte, as everywhere in configurations.</summary>
    private static string Decode(ReadOnlySpan<byte> text)
    {
        StringBuilder into = new(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            int high = 0;
            int low = 0;
            bool isCoded = text[at] == '%' && at + 2 < text.Length
                && (high = Digit(text[at + 1])) >= 0 && (low = Digit(text[at + 2])) >= 0;
            into.Append(isCoded ? (char)((high << 4) | low) : text[at] == '+' ? ' ' : (char)text[at]);
            at += isCoded ? 2 : 0;
        }

        return into.ToString();
    }

    private static int Digit(byte digit) => char.IsAsciiHexDigit((char)digit)
        ? (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10) : -1;
}
