using System;
using System.Collections.Generic;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Language.Values;
using Weir.Model.Draft;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;

namespace Weir.Model.Compile.Logs;

/// <summary>What a proxy logs: its targets, its captures, and its line in pieces.</summary>
/// <param name="draft">The section, read to its end.</param>
/// <param name="reports">What is wrong with it.</param>
internal sealed class LogBuilder(ProxyDraft draft, ReportList reports)
{
    private readonly bool _isHttp = draft.Mode == ProxyMode.Http;

    /// <param name="global">The targets of <c>log global</c>, and what messages name as their host.</param>
    public LogPlan Build(GlobalPlan global)
    {
        LogLayout? layout = draft.HasClientSide ? Layout() : null;
        byte[] tag = ByteText.ToBytes(draft.LogTag ?? "");
        LogTarget[] shared = !draft.UsesGlobalLogs ? []
            : tag.Length == 0 ? global.Logs
            : Array.ConvertAll(global.Logs, log => log.Named(tag, global.LogHost));
        LogTarget[] own = Array.ConvertAll([.. draft.Logs], log => log.Named(tag, global.LogHost));
        LogTarget[] targets = [.. shared, .. own];
        return new LogPlan
        {
            Targets = targets,
            Layout = layout,
            IsEarly = layout is { Moment: LogMoment.Answered } && targets.Length > 0,
            Cookie = _isHttp ? draft.CookieCapture : null,
            RequestHeaders = _isHttp ? [.. draft.RequestCaptures] : [],
            ResponseHeaders = _isHttp ? [.. draft.ResponseCaptures] : [],
            DontLogNull = draft.DontLogNull,
            DontLogNormal = draft.DontLogNormal,
            SeparateErrors = draft.SeparatesErrors,
        };
    }

    private LogLayout Layout()
    {
        if (draft.LogFormat is not { } format)
        {
            string mode = _isHttp ? "HTTP" : "TCP";
            return Layout($"Connect from %ci:%cp to %fi:%fp (%f/{mode})", null, LogMoment.Accepted);
        }

        bool fallsBack = format.IsHttpOption && !_isHttp;
        return Layout(fallsBack ? LogFormatDraft.Tcp : format.Text, format.Line, null);
    }

    /// <param name="text">As in a configuration.</param>
    /// <param name="line">Where it stands, for what is wrong with it.</param>
    /// <param name="moment">Null: as what it tells demands.</param>
    private LogLayout Layout(string text, ConfigLine? line, LogMoment? moment)
    {
        LogFormatReader reader = new(text, _isHttp);
        LogPiece[] pieces = reader.Read();
        if (reader.Fault is { } fault)
        {
            reports.Add(new Report(Severity.Alert, line?.File ?? "", line?.Number ?? 0, "log-format",
                $"failed to parse log-format : {fault}"));
        }

        moment ??= reader.IsForTheEnd && !draft.LogsEarly ? LogMoment.Ended : LogMoment.Answered;
        return new LogLayout
        {
            Pieces = draft.LogsEarly ? WithSigns(pieces) : pieces,
            Moment = moment.Value,
            TellsServerAddress = Array.Exists(pieces, static piece =>
                piece.Field is LogField.ServerAddress or LogField.ServerPort),
            TellsLocalAddress = Array.Exists(pieces, static piece =>
                piece.Field is LogField.FrontendAddress or LogField.FrontendPort),
        };
    }

    /// <summary><c>option logasap</c>: a plus sign stands before what may still grow (8.2.3).</summary>
    private static LogPiece[] WithSigns(LogPiece[] pieces)
    {
        List<LogPiece> signed = [];
        foreach (LogPiece piece in pieces)
        {
            bool grows = piece.Field is LogField.BytesRead or LogField.TotalTime or LogField.ActiveTime
                or LogField.UserTime;
            signed.Add(grows ? new LogPiece([.. piece.Before, (byte)'+'], piece.Field, piece.Style) : piece);
        }

        return [.. signed];
    }
}
