using System;
using System.Collections.Generic;
using System.Text;
using Weir.Kernel.Calls;
using Weir.Language.Source;
using Weir.Main.Messages;

namespace Weir.Main.Startup;

/// <summary>
/// The paths of the command line to texts: a file as it is, a folder as all its <c>*.cfg</c> in byte order.
/// </summary>
internal static class ConfigFiles
{
    /// <summary>Null after an alert for each path that cannot be read.</summary>
    public static List<SourceFile>? Read(IEnumerable<string> paths, MessageLog log)
    {
        List<SourceFile> files = [];
        bool good = true;
        foreach (string path in paths)
        {
            List<string> names = [path];
            if (IsFolder(path))
            {
                names = NamesIn(path);
                if (names.Count == 0)
                {
                    good = false;
                    log.Alert($"config : No configuration file (*.cfg) in directory {path}");
                }
            }

            foreach (string name in names)
            {
                good &= ReadOne(name, files, log);
            }
        }

        return good ? files : null;
    }

    private static bool ReadOne(string path, List<SourceFile> into, MessageLog log)
    {
        int error = SmallFile.Read(path, out byte[] text);
        if (error < 0)
        {
            log.Alert($"config : Cannot open configuration file/directory {path} : {Errno.Text(-error)}");
            return false;
        }

        into.Add(SourceFile.FromBytes(path, text));
        return true;
    }

    private static bool IsFolder(string path)
    {
        int folder = Sys.OpenFile(NativeText.Of(path), Sys.OpenFolder, 0);
        if (folder >= 0)
        {
            Sys.Close(folder);
        }

        return folder >= 0;
    }

    private static unsafe List<string> NamesIn(string folder)
    {
        List<string> names = [];
        void* listing = Sys.ListFolder(NativeText.Of(folder));
        if (listing is null)
        {
            return names;
        }

        ReadOnlySpan<byte> name;
        while (!(name = Sys.NextName(listing)).IsEmpty)
        {
            string path = $"{folder.TrimEnd('/')}/{Encoding.UTF8.GetString(name)}";
            if (name.EndsWith(".cfg"u8) && name[0] != '.' && !IsFolder(path))
            {
                names.Add(path);
            }
        }

        Sys.CloseFolder(listing);
        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
