namespace Weir.Wire.Http1;

public enum ChunkStep : byte
{
    /// <summary>All bytes given belong to the body, and it goes on.</summary>
    More,

    /// <summary>The body ended after the bytes taken.</summary>
    Done,

    /// <summary>The framing is broken; the bytes taken before that place were still valid.</summary>
    Bad,
}
