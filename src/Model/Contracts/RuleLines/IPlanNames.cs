using Weir.Language.Source;
using Weir.Model.Plan;
using Weir.Model.Plan.Users;
using Weir.Model.Stick;

namespace Weir.Model.Contracts.RuleLines;

/// <summary>What names in a rule mean: asked when all of the configuration has been read.</summary>
public interface IPlanNames
{
    /// <summary>The section that the rule stands in.</summary>
    ProxyPlan Own { get; }

    /// <summary>The proxy of that name with a client side, or null.</summary>
    ProxyPlan? Frontend(string name);

    /// <summary>The proxy of that name with a server side, or null.</summary>
    ProxyPlan? Backend(string name);

    /// <summary>The stick table of the proxy of that name, or null.</summary>
    StickTablePlan? StickTable(string name);

    /// <summary>The list of users of that name, or null.</summary>
    UserList? Users(string name);

    /// <summary>Reports that nobody has the name that a line uses.</summary>
    void Error(ConfigLine line, string name, string message);

    /// <summary>Reports what the author of a line may not have meant.</summary>
    void Warn(ConfigLine line, string message);
}
