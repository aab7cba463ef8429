using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Language.Source;
using Weir.Model.Plan;

namespace Weir.Model.Compile;

/// <summary>
/// The exact configuration that the master checked, as one block of bytes for its children: every text, and
/// every address that a host name had, since a name server may answer each process differently.
/// </summary>
/// <param name="Files">In reading order.</param>
/// <param name="Names">Host names and what the master resolved them to.</param>
public sealed record ConfigText(
    IReadOnlyList<SourceFile> Files, IReadOnlyDictionary<string, IpEndpoint> Names)
{
    private const uint Mark = 0x57454952;

    /// <summary>Files that lines name, by their paths: a child may be where there are none.</summary>
    public IReadOnlyDictionary<string, byte[]> Contents { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Numbers that were given before (<see cref="Numbering"/>); null: by position.</summary>
    public PlanIds? Ids { get; init; }

    public byte[] ToBytes()
    {
        using MemoryStream into = new();
        WriteNumber(into, Mark);
        WriteNumber(into, (uint)Files.Count);
        foreach (SourceFile file in Files)
        {
            WriteText(into, file.Name);
            WriteText(into, file.Text);
        }

        WriteNumber(into, (uint)Names.Count);
        foreach ((string name, IpEndpoint address) in Names)
        {
            WriteText(into, name);
            WriteNumber(into, (uint)address.Family);
            WriteNumber(into, (uint)(address.High >> 32));
            WriteNumber(into, (uint)address.High);
            WriteNumber(into, (uint)(address.Low >> 32));
            WriteNumber(into, (uint)address.Low);
        }

        WriteNumber(into, (uint)Contents.Count);
        foreach ((string path, byte[] content) in Contents)
        {
            WriteText(into, path);
            WriteBytes(into, content);
        }

        WriteIds(into, Ids?.Proxies);
        WriteIds(into, Ids?.Servers);
        WriteIds(into, Ids?.Listeners);
        WriteIds(into, Ids?.StickPages);
        return into.ToArray();
    }

    /// <summary>
    /// The inverse of <see cref="ToBytes"/>. Only our own master writes these bytes: a wrong one is our bug.
    /// </summary>
    public static ConfigText FromBytes(ReadOnlySpan<byte> bytes)
    {
        Must.Hold(TakeNumber(ref bytes) == Mark);
        List<SourceFile> files = [];
        for (uint left = TakeNumber(ref bytes); left > 0; left--)
        {
            files.Add(new SourceFile(TakeText(ref bytes), TakeText(ref bytes)));
        }

        Dictionary<string, IpEndpoint> names = [];
        for (uint left = TakeNumber(ref bytes); left > 0; left--)
        {
            string name = TakeText(ref bytes);
            IpFamily family = (IpFamily)TakeNumber(ref bytes);
            ulong high = ((ulong)TakeNumber(ref bytes) << 32) | TakeNumber(ref bytes);
            ulong low = ((ulong)TakeNumber(ref bytes) << 32) | TakeNumber(ref bytes);
            names[name] = new IpEndpoint(family, high, low, 0);
        }

        Dictionary<string, byte[]> contents = [];
        for (uint left = TakeNumber(ref bytes); left > 0; left--)
        {
            string path = TakeText(ref bytes);
            contents[path] = TakeBytes(ref bytes).ToArray();
        }

        PlanIds ids =
            new(TakeIds(ref bytes), TakeIds(ref bytes), TakeIds(ref bytes), TakeIds(ref bytes));
        Must.Hold(bytes.IsEmpty);
        return new ConfigText(files, names)
        {
            Contents = contents,
            Ids = ids.Proxies.Length > 0 ? ids : null,
        };
    }

    private static void WriteIds(MemoryStream into, int[]? ids)
    {
        WriteNumber(into, (uint)(ids?.Length ?? 0));
        foreach (int id in ids ?? [])
        {
            WriteNumber(into, (uint)id);
        }
    }

    private static int[] TakeIds(ref ReadOnlySpan<byte> bytes)
    {
        int[] ids = new int[TakeNumber(ref bytes)];
        for (int at = 0; at < ids.Length; at++)
        {
            ids[at] = (int)TakeNumber(ref bytes);
        }

        return ids;
    }

    private static void WriteNumber(MemoryStream into, uint value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(four, value);
        into.Write(four);
    }

    private static void WriteText(MemoryStream into, string text)
    {
        // Not ByteText: a name made by a test may hold any character.
        WriteBytes(into, Encoding.UTF8.GetBytes(text));
    }

    private static void WriteBytes(MemoryStream into, byte[] bytes)
    {
        WriteNumber(into, (uint)bytes.Length);
        into.Write(bytes);
    }

    private static uint TakeNumber(ref ReadOnlySpan<byte> bytes)
    {
        Must.Hold(bytes.Length >= 4);
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        bytes = bytes[4..];
        return value;
    }

    private static string TakeText(ref ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(TakeBytes(ref bytes));

    private static ReadOnlySpan<byte> TakeBytes(ref ReadOnlySpan<byte> bytes)
    {
        uint length = TakeNumber(ref bytes);
        Must.Hold(length <= bytes.Length);
        ReadOnlySpan<byte> taken = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return taken;
    }
}
