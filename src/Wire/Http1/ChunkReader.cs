using System;

namespace Weir.Wire.Http1;

/// <summary>A chunked body, followed without touching it and resumable at any byte (RFC 9112 7.1). A default value starts one.</summary>
public struct ChunkReader
{
    /// <summary>Bytes that belong to this body, framing and trailers included: valid to send on. Not called again after Done or Bad.</summary>
    public ChunkStep Scan(ReadOnlySpan<byte> bytes, out int taken)
    {
        taken = 0;
        throw new NotImplementedException();
    }
}
