using System;
using Weir.Language.Source;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Fetches;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Rules.Actions.Redirects;

/// <summary>Answers that what was asked for is elsewhere (manual, <c>redirect</c>).</summary>
internal sealed class Redirect : IAction
{
    private readonly RedirectOptions _options;
    private readonly byte[] _begin;
    private readonly byte[] _end;

    public Redirect(RedirectOptions options)
    {
        _options = options;
        string reason = options.Status switch
        {
            301 => "301 Moved Permanently",
            303 => "303 See Other",
            307 => "307 Temporary Redirect",
            308 => "308 Permanent Redirect",
            _ => "302 Found",
        };
        _begin = ByteText.ToBytes($"HTTP/1.1 {reason}\r\ncontent-length: 0\r\nlocation: ");
        // What is for good may be kept by caches.
        string fence = options.Status is 301 or 308 ? "" : "cache-control: no-cache\r\n";
        _end = [.. ByteText.ToBytes($"\r\n{fence}"), .. options.CookieLine];
    }

    public Verdict Act(ref RuleContext context)
    {
        HeadWriter writer = new(default, context.Message.Draft);
        writer.Add(_begin);
        AddLocation(ref writer, in context.Message);
        writer.Add(_end);
        return writer.Overflowed ? Verdict.Deny(500) : Verdict.Reply(_options.Status, writer.Written);
    }

    private void AddLocation(ref HeadWriter writer, in RuleMessage message)
    {
        if (_options.Kind == RedirectKind.Location)
        {
            writer.Add(_options.Text);
            return;
        }

        ReadOnlySpan<byte> path = Target.PathOf(message.Target);
        int mark = _options.DropsQuery ? path.IndexOf((byte)'?') : -1;
        path = mark < 0 ? path : path[..mark];
        path = path.IsEmpty ? "/"u8 : path; // "*" has none
        if (_options.Kind == RedirectKind.Scheme)
        {
            FieldValues host = new(in message, "host"u8, whole: true);
            writer.Add(_options.Text);
            writer.Add("://"u8);
            writer.Add(host.MoveNext() ? host.Value : default);
        }
        else if (_options.Text is not [(byte)'/'])
        {
            // A prefix of "/" alone means the same place: nothing goes before the path.
            writer.Add(_options.Text);
        }

        writer.Add(path);
        writer.Add(_options.AppendsSlash && path[^1] != '/' ? "/"u8 : default);
    }
}
