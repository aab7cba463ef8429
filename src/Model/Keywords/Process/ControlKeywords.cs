using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Draft.Process;
using Weir.Model.Plan.Process;

namespace Weir.Model.Keywords.Process;

/// <summary>Where commands are taken while the processes run (management guide, 9.3).</summary>
internal static class ControlKeywords
{
    private const string NoPlace =
        "'stats socket' in global section expects an address or a path to a UNIX socket";

    public static readonly GlobalKeyword[] Table =
    [
        new("stats maxconn", "<connections>", Default: "10", Example: "stats maxconn 4",
            Doc: "The most who may be connected to the 'stats socket' at once; more wait.",
            Apply: static (line, global) => global.Process.ControlsMost =
                line.Integer(1, 1000, "'stats maxconn' expects a positive value")),
        new("stats socket", "{<path> | <address>:<port>} [mode <mode>] [user <user>] [uid <uid>] "
                + "[group <group>] [gid <gid>] [level {user | operator | admin}] [expose-fd listeners]",
            Default: "none", Example: "stats socket /run/weir.sock mode 600 level admin",
            Doc: "Where commands are taken, from whom, and which.",
            Apply: static (line, global) => AddSocket(line, global)),
        new("stats timeout", "<timeout>", Default: "10s", Example: "stats timeout 30s",
            Doc: "The longest silence of who is connected to the 'stats socket'.",
            Apply: static (line, global) =>
            {
                global.Process.ControlTimeoutMs = line.Duration();
                if (!line.HasFailed && global.Process.ControlTimeoutMs == 0)
                {
                    line.Error(line.Last, "'stats timeout' expects a positive value");
                }
            }),
    ];

    private static void AddSocket(Line line, GlobalDraft global)
    {
        List<string> words = [ByteText.ToUnicode(line.Word(NoPlace))];
        while (line.Next() is { } word)
        {
            words.Add(ByteText.ToUnicode(word));
        }

        ProcessDraft process = global.Process;
        AccountNumbers accounts = new(process.FindUser, process.FindGroup);
        string fault = "";
        ControlAddress? address = line.HasFailed
            ? null
            : ControlAddress.Read(words.ToArray(), global.Resolve, accounts, out _, out fault);
        if (address is not null)
        {
            address.Source = line.Source.Place;
            process.Controls.Add(address);
        }
        else if (!line.HasFailed)
        {
            line.Error(line.Last, $"'stats socket' : {fault}");
        }
    }
}
