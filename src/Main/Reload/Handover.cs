using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Main.Master;
using Weir.Main.MasterCli;
using Weir.Main.Messages;
using Weir.Model.Live;

namespace Weir.Main.Reload;

/// <summary>A worker's listening socket, open in whoever holds this.</summary>
internal readonly record struct KeptListener(IpEndpoint Address, int Worker, int Descriptor);

/// <summary>A child that was started by an earlier image of this master.</summary>
/// <param name="Worker">-1 for a keeper.</param>
/// <param name="StartedMs">When, in monotonic milliseconds.</param>
/// <param name="BornAtReload">How many reloads had begun then.</param>
internal readonly record struct KeptChild(int Pid, int Control, int Worker, long StartedMs, int BornAtReload);

/// <summary>What was known of a server.</summary>
/// <param name="Name">"proxy/server".</param>
internal readonly record struct KeptServer(string Name, ServerRecord Record);

/// <summary>
/// What a master leaves to the image that it becomes: sockets and children live on under the same numbers.
/// Plain lines, and unknown ones are passed over, because the two images may be of different versions.
/// <code>
/// listener FD WORKER FAMILY HIGH LOW PORT
/// child PID CONTROL WORKER STARTED BORN
/// server HEALTH WEIGHT SCORE CHECKED CODE CHANGED DOWNS PROXY/SERVER
/// reloads STARTED BEGUN ENDED FAILED
/// cli ...
/// </code>
/// </summary>
internal sealed class Handover
{
    private static readonly CultureInfo s_plain = CultureInfo.InvariantCulture;

    public List<KeptListener> Listeners { get; } = [];

    public List<KeptChild> Children { get; } = [];

    public List<KeptServer> Servers { get; } = [];

    /// <summary>The master's own sockets and sessions.</summary>
    public List<KeptCli> Cli { get; } = [];

    public ReloadHistory Reloads { get; set; } = new();

    public byte[] ToBytes()
    {
        StringBuilder text = new();
        foreach (KeptListener one in Listeners)
        {
            IpEndpoint at = one.Address;
            Add(text, $"listener {one.Descriptor} {one.Worker} "
                + $"{(int)at.Family} {at.High} {at.Low} {at.Port}");
        }

        foreach (KeptChild one in Children)
        {
            Add(text, $"child {one.Pid} {one.Control} {one.Worker} {one.StartedMs} {one.BornAtReload}");
        }

        foreach (KeptCli one in Cli)
        {
            Add(text, $"cli {one}");
        }

        Add(text, $"reloads {Reloads.StartedAt.Ms} {Reloads.Begun} {Reloads.Ended} {Reloads.Failed}");

        foreach ((string name, ServerRecord record) in Servers)
        {
            Add(text, $"server {(int)record.Health} {record.Weight} {record.CheckScore} {record.Checked} "
                + $"{record.CheckCode} {record.ChangedAtMs} {record.DownTransitions} {name}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static Handover FromBytes(ReadOnlySpan<byte> bytes)
    {
        Handover all = new();
        foreach (string line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            all.Take(line.Split(' '));
        }

        return all;
    }

    public void Add(Child child) => Children.Add(new KeptChild(
        child.Pid, child.Control, child.Worker, child.StartedAt.Ms, child.BornAtReload));

    private static void Add(StringBuilder text, string line) => text.Append(line).Append('\n');

    private void Take(string[] words)
    {
        switch (words[0], words.Length)
        {
            case ("listener", >= 7):
                IpEndpoint at = new((IpFamily)Number(words[3]), Unsigned(words[4]), Unsigned(words[5]),
                    (ushort)Number(words[6]));
                Listeners.Add(new KeptListener(at, (int)Number(words[2]), (int)Number(words[1])));
                break;
            case ("child", >= 4):
                bool isDated = words.Length >= 6;
                Children.Add(new KeptChild((int)Number(words[1]), (int)Number(words[2]),
                    (int)Number(words[3]), isDated ? Number(words[4]) : Reloads.StartedAt.Ms,
                    isDated ? (int)Number(words[5]) : 0));
                break;
            case ("cli", >= 4):
                Cli.Add(KeptCli.FromWords(words[1..]));
                break;
            case ("reloads", >= 5):
                Reloads = new ReloadHistory
                {
                    StartedAt = new Instant(Number(words[1])),
                    Begun = (int)Number(words[2]),
                    Ended = (int)Number(words[3]),
                    Failed = (int)Number(words[4]),
                };
                break;
            case ("server", >= 9):
                ServerRecord record = new()
                {
                    Health = (ServerHealth)Number(words[1]),
                    Weight = (int)Number(words[2]),
                    CheckScore = (int)Number(words[3]),
                    Checked = (int)Number(words[4]),
                    CheckCode = (int)Number(words[5]),
                    ChangedAtMs = Number(words[6]),
                    DownTransitions = Number(words[7]),
                };
                Servers.Add(new KeptServer(words[8], record));
                break;
        }
    }

    private static long Number(string word) => long.Parse(word, s_plain);

    private static ulong Unsigned(string word) => ulong.Parse(word, s_plain);
}
