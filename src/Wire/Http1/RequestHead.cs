using Weir.Wire.Http;

namespace Weir.Wire.Http1;

/// <summary>
/// What one request head says. Offsets count from the first byte given to the parser; no references.
/// </summary>
public struct RequestHead
{
    /// <summary>First byte of the request line: empty lines before it are skipped (RFC 9112 2.2).</summary>
    public int Start;

    /// <summary>End of the request line, its line end not included.</summary>
    public int LineEnd;

    /// <summary>First byte of the empty line that ends the head; fields are added here.</summary>
    public int FieldsEnd;

    /// <summary>
    /// Bytes of the whole head, skipped empty lines and the last empty line included: the body starts here.
    /// </summary>
    public int Length;

    public int MethodLength;

    public int TargetStart;

    public int TargetLength;

    /// <summary>How many elements of the field index are filled.</summary>
    public int FieldCount;

    /// <summary>
    /// The value of Content-Length as received, or -1 without one; <see cref="Body"/> says what the body is.
    /// </summary>
    public long DeclaredLength;

    public BodyPlan Body;

    public Method Method;

    /// <summary>The x of HTTP/1.x.</summary>
    public byte Minor;

    /// <summary>
    /// The client allows the connection to persist (RFC 9112 9.3; HTTP/1.0 needs Connection: keep-alive).
    /// </summary>
    public bool KeepAlive;

    /// <summary>
    /// Expect: 100-continue in a request of HTTP/1.1 with a body to come (RFC 9110 10.1.1).
    /// </summary>
    public bool ExpectsContinue;

    /// <summary>Connection: upgrade together with an Upgrade field.</summary>
    public bool Upgrade;

    /// <summary>Connection, Proxy-Connection or Keep-Alive fields are present.</summary>
    public bool ConnectionFields;

    /// <summary>
    /// Leave every Content-Length field out when sending on: it came beside chunked, or several times.
    /// </summary>
    public bool DropContentLength;

    /// <summary>
    /// After dropping, add one Content-Length of <see cref="DeclaredLength"/>: several equal ones had come.
    /// </summary>
    public bool AddContentLength;

    /// <summary>Some line ended in LF alone: see <see cref="LineEnds"/>.</summary>
    public bool BareLf;
}
