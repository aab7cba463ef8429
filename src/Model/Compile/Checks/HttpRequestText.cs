using System;
using System.Text;
using Weir.Language.Source;
using Weir.Model.Draft;

namespace Weir.Model.Compile.Checks;

/// <summary>
/// The request of an HTTP check. A classic section sends what was written, letter by letter. Others send what
/// HAProxy 2.6 does: names in lower case, no connection kept that would have to be said to be, a length where
/// a body is or could be expected.
/// </summary>
internal sealed class HttpRequestText
{
    private const string LineEnd = "\r\n";
    private const string Newest = "HTTP/1.1";

    private readonly StringBuilder _head = new();
    private readonly StringBuilder _tail = new();
    private bool _saysConnection;

    public HttpRequestText(CheckDraft check, bool isClassic)
    {
        // Checks are made in HTTP/1, whatever is asked for.
        bool isNewer = check.Version.StartsWith("HTTP/2", StringComparison.Ordinal);
        string version = isNewer ? Newest : check.Version;
        _head.Append(check.Method).Append(' ').Append(check.Uri).Append(' ').Append(version).Append(LineEnd);
        bool isKept = version == Newest;
        foreach (string field in (string[])[.. check.Fields, .. check.SentFields ?? []])
        {
            if (isClassic)
            {
                _head.Append(field).Append(LineEnd);
            }
            else
            {
                AddField(field, isKept);
            }
        }

        if (!isClassic)
        {
            AddFraming(check);
            _tail.Append(isKept && !_saysConnection ? "connection: close\r\n" : "");
        }

        _tail.Append(LineEnd).Append(check.Body);
    }

    /// <summary>Up to where the server's state may go.</summary>
    public string Head => _head.ToString();

    public string Tail => _tail.ToString();

    private void AddField(string field, bool isKept)
    {
        int colon = field.IndexOf(':', StringComparison.Ordinal);
        string name = field[..colon].Trim().ToLowerInvariant();
        string value = field[(colon + 1)..].Trim(' ', '\t');
        if (value.Length == 0 || name is "content-length" or "transfer-encoding")
        {
            return; // the length is that of the body, whatever was written
        }

        if (name == "connection")
        {
            string usual = isKept ? "keep-alive" : "close";
            bool isDefault = value.Equals(usual, StringComparison.OrdinalIgnoreCase);
            _saysConnection = true;
            if (isDefault)
            {
                return;
            }
        }

        _head.Append(name).Append(": ").Append(value).Append(LineEnd);
    }

    private void AddFraming(CheckDraft check)
    {
        bool mayLackBody = check.Method is "GET" or "HEAD" or "DELETE" or "OPTIONS";
        if (check.Body.Length > 0 || !mayLackBody)
        {
            _tail.Append("content-length: ").Append(ByteText.ToBytes(check.Body).Length).Append(LineEnd);
        }
    }
}
