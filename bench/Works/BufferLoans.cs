using Microsoft.Extensions.ObjectPool;
using Weir.Ground.Memory;

namespace Weir.Bench.Works;

/// <summary>
/// Private buffers taken for as long as a peer is slow: three at once, given back in the order they came in.
/// The baseline is the framework's pool of objects. Checksum: what was written into them.
/// </summary>
internal static class BufferLoans
{
    private const int Held = 3;
    private const int Bytes = 2048;

    public static readonly Work Three = new("buffers/three at once", Ours, Pooled);

    private static readonly BufferPool s_ours = new([Held, Held, Held], Bytes, Bytes);

    private static readonly ObjectPool<byte[]> s_pooled =
        new DefaultObjectPool<byte[]>(new WholeBuffers(), maximumRetained: Held);

    private static long Ours(int times)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            BufferId first = Take(i);
            BufferId second = Take(i + 1);
            BufferId third = Take(i + 2);
            sum += s_ours.Of(first)[Bytes - 1] + s_ours.Of(second)[Bytes - 1] + s_ours.Of(third)[Bytes - 1];
            s_ours.Return(first);
            s_ours.Return(second);
            s_ours.Return(third);
        }

        return sum;
    }

    private static BufferId Take(int mark)
    {
        BufferId taken = s_ours.TakeFor(Bytes);
        s_ours.Of(taken)[Bytes - 1] = (byte)(mark | 1);
        return taken;
    }

    private static long Pooled(int times)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            byte[] first = Get(i);
            byte[] second = Get(i + 1);
            byte[] third = Get(i + 2);
            sum += first[Bytes - 1] + second[Bytes - 1] + third[Bytes - 1];
            s_pooled.Return(first);
            s_pooled.Return(second);
            s_pooled.Return(third);
        }

        return sum;
    }

    private static byte[] Get(int mark)
    {
        byte[] taken = s_pooled.Get();
        taken[Bytes - 1] = (byte)(mark | 1);
        return taken;
    }

    private sealed class WholeBuffers : PooledObjectPolicy<byte[]>
    {
        public override byte[] Create() => new byte[Bytes];

        public override bool Return(byte[] obj) => true;
    }
}
