namespace Weir.Model.Contracts.RuleLines;

/// <summary>
/// When a rule is run. Rules of one list are run by stage, in the order given here, and within a stage in the
/// order of the file.
/// </summary>
public enum RuleStage : byte
{
    /// <summary><c>tcp-request connection</c>.</summary>
    Connection,

    /// <summary><c>tcp-request content</c>.</summary>
    Content,

    /// <summary><c>block</c>.</summary>
    Block,

    /// <summary><c>http-request</c>.</summary>
    HttpRequest,

    /// <summary>The <c>req...</c> words, save <c>reqadd</c>.</summary>
    RequestLines,

    /// <summary><c>reqadd</c>.</summary>
    RequestAdds,

    /// <summary><c>redirect</c>.</summary>
    Redirect,

    /// <summary><c>use_backend</c>.</summary>
    Switching,

    /// <summary><c>force-persist</c>, <c>ignore-persist</c>, <c>use-server</c>.</summary>
    Persistence,

    /// <summary><c>http-response</c>.</summary>
    HttpResponse,

    /// <summary>The <c>rsp...</c> words, save <c>rspadd</c>.</summary>
    ResponseLines,

    /// <summary><c>rspadd</c>.</summary>
    ResponseAdds,

    /// <summary><c>monitor fail</c>.</summary>
    Monitor,

    /// <summary><c>stats http-request</c>.</summary>
    StatsRequest,

    /// <summary><c>stats admin</c>.</summary>
    StatsAdmin,
}
