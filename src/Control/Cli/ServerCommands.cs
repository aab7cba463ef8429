using System;
using System.Globalization;
using Weir.Control.Orders;
using Weir.Model.Plan;

namespace Weir.Control.Cli;

/// <summary>Commands about one server, <c>backend/server</c>; either may be <c>#id</c>.</summary>
internal static class ServerCommands
{
    private const int WeightMost = 256;

    public static string Give(RuntimeCall call, string[] words, ServerOrder order)
    {
        string fault = Find(call, words, out ProxyPlan? proxy, out ServerPlan? server);
        if (server is not null)
        {
            call.Orders.TryGive(order, proxy!, server, call.When);
        }

        return fault;
    }

    public static string Weight(RuntimeCall call, string[] words)
    {
        string fault = Find(call, words, out _, out ServerPlan? server);
        return server is null ? fault : $"{call.Orders.WeightOf(server)} (initial {server.Weight})\n";
    }

    public static string SetWeight(RuntimeCall call, string[] words)
    {
        string fault = Find(call, words, out ProxyPlan? proxy, out ServerPlan? server);
        if (server is null)
        {
            return fault;
        }

        string text = words.Length > 3 ? words[3] : "";
        bool isRelative = text.EndsWith('%');
        if (text.Length == 0)
        {
            return "Require <weight> or <weight%>.\n";
        }

        if (!int.TryParse(isRelative ? text[..^1] : text, NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out int value))
        {
            return char.IsAsciiDigit(text[0]) ? "Trailing garbage in weight string"
                : "Empty weight string empty or preceded by garbage";
        }

        if (value < 0 || (!isRelative && value > WeightMost))
        {
            return isRelative ? "Relative weight must be positive.\n"
                : $"Absolute weight can only be between 0 and {WeightMost} inclusive.\n";
        }

        if (IsStatic(proxy!.Backend!) && (!isRelative || value is not (0 or 100)))
        {
            return "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.\n";
        }

        long weight = isRelative ? (long)server.Weight * value / 100 : value;
        call.Orders.SetWeight(proxy, server, (int)long.Min(weight, WeightMost), call.When);
        return "";
    }

    /// <summary>Its order of servers follows the configured weights alone.</summary>
    private static bool IsStatic(BackendPlan backend) =>
        backend.Balance.Name == "static-rr" || (backend.Balance.BindsKeys && !backend.Hash.Consistent);

    /// <summary>What is wrong with the name, or nothing.</summary>
    private static string Find(RuntimeCall call, string[] words, out ProxyPlan? proxy, out ServerPlan? server)
    {
        string name = words.Length > 2 ? words[2] : "";
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        proxy = slash < 0 ? null : call.Orders.BackendOf(name[..slash]);
        server = proxy is null ? null : ServerOrders.ServerOf(proxy, name[(slash + 1)..]);
        return slash < 0 ? "Require 'backend/server'.\n"
            : proxy is null ? "No such backend.\n"
            : server is null ? "No such server.\n"
            : "";
    }
}
