using System;
using Weir.Language.Keywords;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Wire.Http;

namespace Weir.Rules.Balance.Hashing;

/// <summary>
/// <c>balance uri</c>: the target of the request, up to the question mark, names the server.
/// </summary>
internal sealed class UriHash(BackendPlan backend, int proxy, Board board, UriHash.Part part) : IBalancer
{
    private const string Words =
        "balance uri only accepts parameters 'len', 'depth', 'path-only', and 'whole'";

    private readonly KeyedServers _servers = new(backend, proxy, board);

    public bool ReadsRequest => true;

    public bool ReadsLoads => _servers.ReadsLoads;

    public static NewBalancer? Read(Line line, string? inside)
    {
        Part part = default;
        while (!line.HasFailed && line.Next() is { } word)
        {
            switch (word)
            {
                case "whole":
                    part = part with { Whole = true };
                    break;
                case "path-only":
                    part = part with { PathOnly = true };
                    break;
                case "len":
                    part = part with { Length = Positive(line, word) };
                    break;
                case "depth":
                    part = part with { Depth = Positive(line, word) };
                    break;
                default:
                    line.Unknown(word, $"{Words} (got '{word}').", ["depth", "len", "path-only", "whole"]);
                    break;
            }
        }

        if (inside is not null)
        {
            line.Error(inside, $"{Words} (got '({inside})').");
        }

        return line.HasFailed ? null : (backend, proxy, board) => new UriHash(backend, proxy, board, part);
    }

    public BalanceKey KeyOf(in BalanceRequest request) =>
        new(KeyHash.Of(part.Of(request.Target), backend.Hash), Exists: true);

    public int Pick(in BalanceInput input) => _servers.Of(input.Key, input.Avoid);

    private static int Positive(Line line, string word)
    {
        string value = line.Next() ?? "";
        if (!int.TryParse(value, out int number) || number <= 0)
        {
            line.Error(value, $"balance uri : '{word}' expects a positive integer (got '{value}').");
        }

        return number;
    }

    /// <summary>Which part of a target counts.</summary>
    /// <param name="Length">The most bytes; 0: no limit.</param>
    /// <param name="Depth">The most slashes; 0: no limit.</param>
    /// <param name="Whole">The query too.</param>
    /// <param name="PathOnly">Not what stands before the path of an absolute target.</param>
    internal readonly record struct Part(int Length, int Depth, bool Whole, bool PathOnly)
    {
        public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> target)
        {
            ReadOnlySpan<byte> text = PathOnly ? Target.PathOf(target) : target;
            text = Length > 0 && Length < text.Length ? text[..Length] : text;
            int slashes = 0;
            for (int i = 0; i < text.Length; i++)
            {
                // The slash that would begin one level too many ends it.
                bool isTooDeep = text[i] == '/' && slashes++ == Depth && Depth > 0;
                if (isTooDeep || (text[i] == '?' && !Whole))
                {
                    return text[..i];
                }
            }

            return text;
        }
    }
}
