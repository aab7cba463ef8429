using Weir.Model.Live;

namespace Weir.Control.Checks;

/// <summary>What went wrong with traffic, as HAProxy calls it.</summary>
internal static class ErrorText
{
    public static string Of(ObservedError error) => error switch
    {
        ObservedError.Connect => "L4 unsuccessful connection",
        ObservedError.Status => "Wrong http response",
        ObservedError.Head => "Invalid http response (headers)",
        ObservedError.Close => "Close from server (http)",
        ObservedError.Reset => "Read error (http)",
        ObservedError.Silence => "Read timeout (http)",
        _ => "nothing",
    };
}
