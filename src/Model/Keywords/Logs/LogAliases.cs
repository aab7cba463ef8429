using System;
using Weir.Model.Plan.Logs;

namespace Weir.Model.Keywords.Logs;

/// <summary>What may stand behind a percent sign in <c>log-format</c>.</summary>
internal static class LogAliases
{
    public static readonly LogAlias[] Table =
    [
        new("B", LogField.BytesRead, AtEnd: true),
        new("CC", LogField.RequestCookie, ForHttp: true),
        new("CS", LogField.ResponseCookie, ForHttp: true),
        new("H", LogField.Host),
        new("HM", LogField.Method, ForHttp: true),
        new("HP", LogField.TargetPath, ForHttp: true),
        new("HPO", LogField.Path, ForHttp: true),
        new("HQ", LogField.Query, ForHttp: true),
        new("HU", LogField.Target, ForHttp: true),
        new("HV", LogField.Version, ForHttp: true),
        new("ID"),
        new("ST", LogField.Status),
        new("T", LogField.AcceptDateGmt),
        new("TR", LogField.RequestTime, AtEnd: true, ForHttp: true),
        new("Ta", LogField.ActiveTime, AtEnd: true, ForHttp: true),
        new("Tc", LogField.ConnectTime, AtEnd: true),
        new("Td", LogField.DataTime, AtEnd: true),
        new("Th", LogField.HandshakeTime, AtEnd: true),
        new("Ti", LogField.IdleTime, AtEnd: true, ForHttp: true),
        new("Tl", LogField.AcceptDateLocal),
        new("Tq", LogField.IdleAndRequestTime, AtEnd: true, ForHttp: true),
        new("Tr", LogField.ResponseTime, AtEnd: true, ForHttp: true),
        new("Ts", LogField.AcceptSeconds),
        new("Tt", LogField.TotalTime, AtEnd: true),
        new("Tu", LogField.UserTime, AtEnd: true),
        new("Tw", LogField.QueueTime, AtEnd: true),
        new("U", LogField.BytesUploaded, AtEnd: true),
        new("ac", LogField.Connections, AtEnd: true),
        new("b", LogField.Backend),
        new("bc", LogField.BackendConnections, AtEnd: true),
        new("bi"),
        new("bp"),
        new("bq", LogField.BackendQueue, AtEnd: true),
        new("ci", LogField.ClientAddress),
        new("cp", LogField.ClientPort),
        new("f", LogField.Frontend),
        new("fc", LogField.FrontendConnections, AtEnd: true),
        new("fi", LogField.FrontendAddress),
        new("fp", LogField.FrontendPort),
        new("ft", LogField.Frontend),
        new("hr", LogField.RequestHeaders),
        new("hrl", LogField.RequestHeaderList),
        new("hs", LogField.ResponseHeaders),
        new("hsl", LogField.ResponseHeaderList),
        new("lc"),
        new("ms", LogField.AcceptMilliseconds),
        new("pid", LogField.ProcessId),
        new("r", LogField.RequestLine, ForHttp: true),
        new("rc", LogField.Retries, AtEnd: true),
        new("rt"),
        new("s", LogField.Server),
        new("sc", LogField.ServerConnections, AtEnd: true),
        new("si", LogField.ServerAddress),
        new("sp", LogField.ServerPort),
        new("sq", LogField.ServerQueue, AtEnd: true),
        new("sslc"),
        new("sslv"),
        new("t", LogField.AcceptDate),
        new("tr", LogField.RequestDate, ForHttp: true),
        new("trg", LogField.RequestDateGmt, ForHttp: true),
        new("trl", LogField.RequestDateLocal, ForHttp: true),
        new("ts", LogField.Termination, AtEnd: true),
        new("tsc", LogField.TerminationAndCookie, AtEnd: true),
    ];

    public static LogAlias? Find(ReadOnlySpan<char> name)
    {
        foreach (LogAlias row in Table)
        {
            if (name.SequenceEqual(row.Name))
            {
                return row;
            }
        }

        return null;
    }
}
