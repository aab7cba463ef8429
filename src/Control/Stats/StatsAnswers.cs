using System;
using Weir.Control.Orders;
using Weir.Control.Stats.Columns;
using Weir.Control.Stats.Pages;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Control.Stats;

/// <summary>What a request is answered: a head, and the page that follows it.</summary>
internal sealed class StatsAnswers
{
    private readonly KeeperSetup _setup;
    private readonly StatLine _line;
    private readonly ServerOrders _orders;
    private readonly int _descriptors = Sys.DescriptorLimit();

    public StatsAnswers(KeeperSetup setup, ServerOrders orders)
    {
        _setup = setup;
        _orders = orders;
        Plan = setup.Plan;
        _line = new StatLine(setup.Board);
    }

    /// <summary>What is shown.</summary>
    public ConfigPlan Plan { get; set; }

    /// <summary>Writes the head; the page that is to follow it, or null: it is the whole answer.</summary>
    /// <param name="offer">What is asked for.</param>
    /// <param name="request">Its head.</param>
    /// <param name="parsed">Where its parts stand.</param>
    /// <param name="when">When it came.</param>
    /// <param name="into">Where the head is put.</param>
    public StatPage? Begin(
        StatsOffer offer, ReadOnlySpan<byte> request, in RequestHead parsed, Moment when, StatText into)
    {
        StatsPlan? rules = Plan.ProxyOf(offer.Proxy)?.Stats;
        if (rules is null)
        {
            Refuse(into, "404 Not Found"u8); // a newer configuration has no such page
            return null;
        }

        StatOptions options = StatOptions.Of(request.Slice(parsed.TargetStart, parsed.TargetLength));
        if (parsed.Method == Method.Post)
        {
            string outcome = offer.MayGiveOrders
                ? OrderForm.Obey(_orders, request, in parsed, rules, when)
                : OrderForm.Denied;
            into.Add("HTTP/1.1 303 See Other\r\ncache-control: no-cache\r\ncontent-type: text/plain\r\n"u8);
            into.Add("content-length: 0\r\nlocation: "u8);
            into.Add(rules.Uri);
            into.Add(";st="u8);
            into.Add(outcome);
            into.Add(options.HidesDown ? ";up"u8 : default);
            into.Add("\r\n\r\n"u8);
            return null;
        }

        if (options.Form == StatForm.Other)
        {
            Refuse(into, "501 Not Implemented"u8);
            return null;
        }

        AddHead(into, rules, in options, parsed.Method);
        return parsed.Method == Method.Head ? null : PageOf(rules, in options, offer.MayGiveOrders, when.Now);
    }

    private static void Refuse(StatText into, ReadOnlySpan<byte> status)
    {
        into.Add("HTTP/1.1 "u8);
        into.Add(status);
        into.Add("\r\ncache-control: no-cache\r\ncontent-length: 0\r\n\r\n"u8);
    }

    private static void AddHead(StatText into, StatsPlan rules, in StatOptions options, Method method)
    {
        bool isHtml = options.Form == StatForm.Html;
        into.Add("HTTP/1.1 200 OK\r\ncache-control: no-cache\r\n"u8);
        into.Add(isHtml ? "content-type: text/html\r\n"u8 : "content-type: text/plain\r\n"u8);
        if (isHtml && rules.RefreshS > 0 && !options.DoesNotRefresh)
        {
            into.Add("refresh: "u8);
            into.Add(rules.RefreshS);
            into.Add("\r\n"u8);
        }

        into.Add(method == Method.Head ? "\r\n"u8 : "transfer-encoding: chunked\r\n\r\n"u8);
    }

    private StatPage PageOf(StatsPlan rules, in StatOptions options, bool mayGiveOrders, Instant now)
    {
        if (options.Form == StatForm.Csv)
        {
            return new CsvPage(Plan, rules, _line);
        }

        ProcessFacts facts = new(_setup.Board, _setup.MasterPid, _setup.Version, _descriptors, now);
        return new HtmlPage(Plan, rules, _line, in options, facts) { MayGiveOrders = mayGiveOrders };
    }
}
