using System.Runtime.InteropServices;
using Weir.Kernel.Calls;
using Weir.Main.Spawn;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Master;

/// <summary>The board in memory that all processes map, and the descriptor by which they do.</summary>
internal static unsafe class BoardFile
{
    /// <summary>A fresh board, on which every server is up with its configured weight.</summary>
    /// <returns>Null when there is no memory for it.</returns>
    public static Board? Create(ConfigPlan plan, int workers, int lowest, out int descriptor)
    {
        BoardShape shape = BoardSetup.ShapeFor(plan, workers);
        Board? board = null;
        fixed (byte* name = "weir-board\0"u8)
        {
            descriptor = Descriptors.MoveUp(Sys.MemoryFile(name, Board.SizeOf(shape)), lowest);
        }

        if (descriptor >= 0)
        {
            board = Open(descriptor, shape);
        }

        if (board is not null)
        {
            BoardSetup.Initialise(plan, board, Sys.MonotonicMs());
        }

        return board;
    }

    /// <summary>The board behind a descriptor; null when it cannot be mapped.</summary>
    public static Board? Open(int descriptor, in BoardShape shape)
    {
        byte* memory = Sys.MapFile(descriptor, Board.SizeOf(shape), out _);
        return memory is null ? null : new Board(memory, shape) { Clear = &Remove };
    }

    private static void Remove(byte* pages, long bytes)
    {
        if (Sys.RemovePages(pages, bytes) < 0)
        {
            NativeMemory.Clear(pages, (nuint)bytes);
        }
    }
}
