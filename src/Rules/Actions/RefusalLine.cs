using System;
using System.Globalization;
using Weir.Language.Keywords;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Conditions;

namespace Weir.Rules.Actions;

/// <summary>The words of <c>deny</c> and <c>tarpit</c>.</summary>
internal static class RefusalLine
{
    /// <summary>Statuses that have a page.</summary>
    private static readonly int[] WithPage =
        [200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503, 504];

    private static readonly string[] Later =
    [
        "content-type", "default-errorfiles", "errorfile", "errorfiles", "file", "hdr", "lf-file",
        "lf-string", "string",
    ];

    /// <summary>The action, or null after an error.</summary>
    /// <param name="line">Read up to its arguments.</param>
    /// <param name="intro">What messages begin with.</param>
    /// <param name="usual">The status without another.</param>
    /// <param name="make">The verdict with a status.</param>
    public static IAction? Read(Line line, string intro, int usual, Func<int, Verdict> make)
    {
        int status = usual;
        while (!line.HasFailed && line.Left > 0 && !ConditionReader.IsNext(line))
        {
            if (line.Peek is not ("deny_status" or "status"))
            {
                break;
            }

            line.Next();
            status = Status(line, intro);
        }

        if (Array.IndexOf(Later, line.Peek) >= 0)
        {
            line.Error(line.Peek, $"{intro} : '{line.Peek}' is known, but not supported yet.");
        }

        return line.HasFailed ? null : new Deny(make(status));
    }

    private static int Status(Line line, string intro)
    {
        string word = line.Word($"{intro} : 'status' expects <status_code> as argument.");
        _ = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int status);
        if (!line.HasFailed && Array.IndexOf(WithPage, status) < 0)
        {
            line.Error(word, status is < 200 or > 599
                ? $"{intro} : Unexpected status code '{status}'."
                : $"{intro} : status code '{status}' not handled by default with 'default-errorfiles' "
                    + "argument.");
        }

        return status;
    }
}
