namespace Weir.Model.Plan.Replies;

/// <summary>Every status that a proxy can answer with, and what it says then (manual, "errorfile").</summary>
public static class StockPages
{
    public static readonly StockPage[] Rows =
    [
        new(200, "OK", "Service ready."),
        new(400, "Bad request", "Your browser sent an invalid request."),
        new(401, "Unauthorized", "You need a valid user and password to access this content."),
        new(403, "Forbidden", "Request forbidden by administrative rules."),
        new(404, "Not Found", "The resource could not be found."),
        new(405, "Method Not Allowed",
            "A request was made of a resource using a request method not supported by that resource"),
        new(407, "Unauthorized", "You need a valid user and password to access this content."),
        new(408, "Request Time-out", "Your browser didn't send a complete request in time."),
        new(410, "Gone", "The resource is no longer available and will not be available again."),
        new(413, "Payload Too Large", "The request entity exceeds the maximum allowed."),
        new(414, "URI Too Long", "The request target is longer than what is accepted."),
        new(421, "Misdirected Request", "Request sent to a non-authoritative server."),
        new(422, "Unprocessable Content", "The server cannot process the contained instructions."),
        new(425, "Too Early", "Your browser sent early data."),
        new(429, "Too Many Requests", "You have sent too many requests in a given amount of time."),
        new(431, "Request Header Fields Too Large", "The request's header is longer than what is accepted."),
        new(500, "Internal Server Error", "An internal server error occurred."),
        new(501, "Not Implemented",
            ".The server does not support the functionality required to fulfill the request."),
        new(502, "Bad Gateway", "The server returned an invalid or incomplete response."),
        new(503, "Service Unavailable", "No server is available to handle this request."),
        new(504, "Gateway Time-out", "The server didn't respond in time."),
    ];

    /// <summary>Its place among the rows; -1: no proxy answers so.</summary>
    public static int IndexOf(int status)
    {
        for (int i = 0; i < Rows.Length; i++)
        {
            if (Rows[i].Status == status)
            {
                return i;
            }
        }

        return -1;
    }
}
