using System;
using Weir.Ground.Check;
using Weir.Model.Contracts.Rules;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Stick;
using Weir.Relay.Stream;

namespace Weir.Relay.Dispatch;

/// <summary>
/// The <c>stick</c> lines of a backend at work in one worker: a request's server is asked for in tables, and
/// these are told which server has answered.
/// </summary>
internal sealed class BackendSticks
{
    private readonly BackendPlan _plan;
    private readonly StickRule[] _onRequest;
    private readonly StickRule[] _onResponse;
    private readonly StickTable[] _requestTables; // each at the place of its rule
    private readonly StickTable[] _responseTables;
    private readonly StickServers _servers;

    private BackendSticks(ProxyPlan proxy, Board board)
    {
        _plan = proxy.Backend!;
        _onRequest = proxy.Rules!.StickRequest ?? [];
        _onResponse = proxy.Rules.StickResponse ?? [];
        _requestTables = TablesOf(_onRequest, board);
        _responseTables = TablesOf(_onResponse, board);
        _servers = new StickServers(_plan.Servers);
    }

    /// <summary>Null for a backend without such lines.</summary>
    public static BackendSticks? Of(ProxyPlan proxy, Board board) =>
        proxy.Rules is null or { StickRequest: null, StickResponse: null }
            ? null : new BackendSticks(proxy, board);

    /// <summary>
    /// Runs the rules in their order. The first entry whose server may serve binds the stream, if nothing has
    /// bound it yet. What tables are to be told is noted; of each table the first key alone.
    /// </summary>
    /// <param name="s">The stream, with this backend.</param>
    /// <param name="context">What the rules look at.</param>
    /// <param name="room">For the notes: <see cref="StreamState.StickLength"/> says how much is used.</param>
    public void Ask(ref StreamState s, ref RuleContext context, Span<byte> room)
    {
        Must.Hold(s.StickLength == 0);
        StickNotes notes = new(room);
        for (int i = 0; i < _onRequest.Length; i++)
        {
            StickRule rule = _onRequest[i];
            StickTable table = _requestTables[i];
            bool isWanted = rule.Stores ? notes.MayAdd(table.Plan.Page) : s.ServerIndex < 0;
            if (!isWanted || !TryRead(rule, ref context, out ReadOnlySpan<byte> key))
            {
                continue;
            }

            if (rule.Matches && s.ServerIndex < 0)
            {
                Match(ref s, context.Worker, table, key);
            }

            if (rule.Stores)
            {
                notes.Add(table.Plan.Page, key);
            }
        }

        s.StickLength = notes.Length;
    }

    /// <summary>Tells the tables what was noted of a request.</summary>
    /// <param name="notes">Perhaps of an earlier plan: a table that this one lacks is not told.</param>
    /// <param name="server">The server's position.</param>
    /// <param name="facts">The worker.</param>
    public void Keep(ReadOnlySpan<byte> notes, int server, IRuleFacts facts)
    {
        while (IsKept(server) && !notes.IsEmpty)
        {
            ReadOnlySpan<byte> key = StickNotes.Take(ref notes, out int page);
            TableAt(page)?.Put(key, _servers[server], facts.NowMs, facts.WorkerId);
        }
    }

    /// <summary>
    /// Tells the tables what the rules on responses say; of each table the first key alone.
    /// </summary>
    public void KeepOfResponse(int server, ref RuleContext context)
    {
        StickNotes told = new(stackalloc byte[64]);
        for (int i = 0; i < _onResponse.Length && IsKept(server); i++)
        {
            StickTable table = _responseTables[i];
            int page = table.Plan.Page;
            if (told.MayAdd(page) && TryRead(_onResponse[i], ref context, out ReadOnlySpan<byte> key))
            {
                table.Put(key, _servers[server], context.Worker.NowMs, context.Worker.WorkerId);
                told.Add(page, default);
            }
        }
    }

    private static StickTable[] TablesOf(StickRule[] rules, Board board)
    {
        StickTable[] tables = new StickTable[rules.Length];
        for (int i = 0; i < rules.Length; i++)
        {
            tables[i] = board.StickTable(rules[i].Table!);
        }

        return tables;
    }

    private StickTable? TableAt(int page)
    {
        foreach (StickTable table in _requestTables)
        {
            if (table.Plan.Page == page)
            {
                return table;
            }
        }

        return null;
    }

    private static bool TryRead(StickRule rule, ref RuleContext context, out ReadOnlySpan<byte> key)
    {
        context.FreeRoom();
        key = default;
        return rule.Condition?.Holds(ref context) is null or Truth.Yes
            && rule.Key.TryRead(ref context, rule.Table!, out key);
    }

    private void Match(ref StreamState s, IRuleFacts facts, StickTable table, ReadOnlySpan<byte> key)
    {
        if (!table.TryFind(key, facts.NowMs, facts.WorkerId, out ulong word)
            || _servers.PositionOf(word) is not (>= 0 and int server))
        {
            return;
        }

        if (_plan.Persist || s.Has(StreamFlags.Persists)
            || facts.Board.Server(_plan.Servers[server].Id).Health != ServerHealth.Down)
        {
            s.ServerIndex = server;
            s.Flags |= StreamFlags.Bound | StreamFlags.CookieIsRight;
        }
    }

    /// <summary>It is a server that has a name, and tables may know it.</summary>
    private bool IsKept(int server) =>
        server >= 0 && server != _plan.DispatchAt && !_plan.Servers[server].NeverSticks;
}
