using Weir.Wire.Http;

namespace Weir.Wire.Http1;

/// <summary>
/// What one response head says. Offsets count from the first byte given to the parser; no references.
/// </summary>
public struct ResponseHead
{
    /// <summary>End of the status line, its line end not included.</summary>
    public int LineEnd;

    /// <summary>First byte of the empty line that ends the head; fields are added here.</summary>
    public int FieldsEnd;

    /// <summary>Bytes of the whole head: the body starts here.</summary>
    public int Length;

    /// <summary>100..999: above 599 too, as servers send them and HAProxy passes on.</summary>
    public int Status;

    /// <summary>How many elements of the field index are filled.</summary>
    public int FieldCount;

    /// <summary>
    /// The value of Content-Length as received, or -1 without one; <see cref="Body"/> says what the body is.
    /// </summary>
    public long DeclaredLength;

    public BodyPlan Body;

    /// <summary>The x of HTTP/1.x.</summary>
    public byte Minor;

    /// <summary>
    /// The server allows the connection to persist, and the body's end is known without its closing.
    /// </summary>
    public bool KeepAlive;

    /// <summary>Connection, Proxy-Connection or Keep-Alive fields are present.</summary>
    public bool ConnectionFields;

    /// <summary>
    /// Leave every Content-Length field out when sending on: it came beside chunked, or several times.
    /// </summary>
    public bool DropContentLength;

    /// <summary>
    /// Leave Transfer-Encoding out: this status has no body, and must not announce one (RFC 9112 6.1).
    /// </summary>
    public bool DropTransferEncoding;

    /// <summary>
    /// After dropping, add one Content-Length of <see cref="DeclaredLength"/>: several equal ones had come.
    /// </summary>
    public bool AddContentLength;

    /// <summary>Some line ended in LF alone: see <see cref="LineEnds"/>.</summary>
    public bool BareLf;
}
