using Weir.Relay.Stream;

namespace Weir.Relay.Counts;

/// <summary>
/// From the two letters of a termination state to what HAProxy 2.6 counts with them; a reset by the server in
/// the place of its answer is one failure here, where 2.6 counts two.
/// </summary>
internal static class EndMeanings
{
    /// <param name="end">Why and where.</param>
    /// <param name="flags">What else is known of the stream.</param>
    /// <param name="hasRequest">A request was understood.</param>
    public static EndMeaning Of(StreamEnd end, StreamFlags flags, bool hasRequest)
    {
        if (end == StreamEnd.Normal)
        {
            return EndMeaning.None;
        }

        bool isByClient = end.Cause is (byte)'C' or (byte)'c';
        bool isByServer = end.Cause is (byte)'S' or (byte)'s';
        EndMeaning meaning = (char)end.Phase switch
        {
            // One that a rule has refused was a whole request.
            'R' when isByClient => EndMeaning.FailedRequest
                | ((flags & StreamFlags.Plain) != 0 ? EndMeaning.ClientAbort : EndMeaning.None),
            'R' when end.Cause == 'P' && !hasRequest && (flags & StreamFlags.Denied) == 0 =>
                EndMeaning.FailedRequest,
            'Q' or 'C' when isByServer => EndMeaning.FailedConnect,
            'H' or 'D' when isByClient => EndMeaning.ClientAbort,
            'H' when isByServer || IsInvalid(end, flags) => EndMeaning.FailedResponse,
            'D' when end.Cause == 'S' => EndMeaning.FailedResponse | EndMeaning.ServerAbort,
            'D' when isByServer => EndMeaning.ServerAbort,
            _ => EndMeaning.None,
        };
        return meaning | (end.Cause == 'I' ? EndMeaning.InternalError : EndMeaning.None);
    }

    private static bool IsInvalid(StreamEnd end, StreamFlags flags) =>
        end.Cause == 'P' && (flags & StreamFlags.Denied) == 0;
}
