using System;
using System.IO;
using System.Text;
using Weir.Kernel.Calls;

namespace Weir.Main.Messages;

/// <summary>
/// Files read and written whole, by plain calls: their errors reach the user with the kernel's own words, and
/// the framework's file streams stay out of the binary.
/// </summary>
internal static class SmallFile
{
    private const int AtomicBytes = 4096; // PIPE_BUF

    /// <summary>The whole content of a file, pipe or device. Returns 0, or an errno negated.</summary>
    /// <param name="path">As a user has written it.</param>
    /// <param name="content">Empty after a failure.</param>
    /// <param name="most">Not much more than so many bytes are read: a device may have no end.</param>
    public static int Read(string path, out byte[] content, int most = int.MaxValue)
    {
        content = [];
        int file = Sys.OpenFile(NativeText.Of(path), Sys.OpenReadOnly, 0);
        if (file < 0)
        {
            return file;
        }

        int error = ReadRest(file, out content, most);
        Sys.Close(file);
        return error;
    }

    /// <summary>What is left of an open file. Returns 0, or an errno negated.</summary>
    public static int ReadRest(int descriptor, out byte[] content, int most = int.MaxValue)
    {
        using MemoryStream whole = new();
        byte[] piece = new byte[16384];
        int count;
        while ((count = Sys.Read(descriptor, piece)) > 0 && whole.Length <= most)
        {
            whole.Write(piece, 0, count);
        }

        content = whole.ToArray();
        return int.Min(count, 0);
    }

    /// <summary>
    /// Replaces a file: the old one is removed first, so that whoever has it open keeps what it read.
    /// </summary>
    public static int Replace(string path, string content)
    {
        byte[] name = NativeText.Of(path);
        Sys.RemoveFile(name);
        int file = Sys.OpenFile(name, Sys.OpenNewForWriting, 0x1a4); // 0644
        if (file < 0)
        {
            return file;
        }

        int written = WriteAll(file, Encoding.UTF8.GetBytes(content));
        Sys.Close(file);
        return written;
    }

    /// <summary>Returns 0, or an errno negated.</summary>
    public static int WriteAll(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = Sys.Write(descriptor, bytes);
            if (count == -Errno.EINTR)
            {
                continue;
            }

            if (count < 0)
            {
                return count;
            }

            bytes = bytes[count..];
        }

        return 0;
    }

    /// <summary>
    /// As <see cref="WriteAll"/>, but it never waits: what a pipe whose reader is slow has no room for is
    /// dropped.
    /// </summary>
    public static void WriteNow(int descriptor, ReadOnlySpan<byte> bytes)
    {
        Watched[] room = [new Watched { Descriptor = descriptor, Wanted = Watched.Writable }];
        while (!bytes.IsEmpty && Sys.Poll(room, 0) == 1)
        {
            // A pipe that is said to be writable takes so much without waiting (pipe(7)).
            int piece = int.Min(bytes.Length, AtomicBytes);
            if (WriteAll(descriptor, bytes[..piece]) < 0)
            {
                return;
            }

            bytes = bytes[piece..];
        }
    }
}
