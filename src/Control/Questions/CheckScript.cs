using System.Text;
using Weir.Model.Plan.Checks;

namespace Weir.Control.Questions;

/// <summary>What a check says and hears over its connection, step by step.</summary>
/// <param name="steps">In order; none: the connection is all.</param>
internal sealed class CheckScript(params CheckStep[] steps)
{
    public CheckStep[] Steps { get; } = steps;

    /// <summary>What it is called when an answer does not come in time.</summary>
    public CheckResult Silence { get; init; } = CheckResult.Layer7Timeout;

    /// <summary>
    /// The connection is closed in order: the servers of some protocols count a reset as a fault of the
    /// client's. Others get one, because it leaves no port of ours waiting.
    /// </summary>
    public bool EndsInOrder { get; init; }

    /// <summary>Said behind the reason when the connection could not be made.</summary>
    public string DialPlace { get; init; } = "";

    public static CheckScript For(CheckPlan plan) => plan.Kind switch
    {
        CheckKind.Http => HttpQuestion.Script(plan.Http!),
        CheckKind.SslHello => SslHello.Script(),
        CheckKind.Smtp => SmtpQuestion.Script(Encoding.Latin1.GetString(plan.Name)),
        CheckKind.MySql or CheckKind.OldMySql => MySqlQuestion.Script(plan.Name, plan.Kind),
        CheckKind.PostgreSql => PostgreSqlQuestion.Script(plan.Name),
        CheckKind.Redis => RedisQuestion.Script(),
        CheckKind.Ldap => LdapQuestion.Script(),
        CheckKind.TcpSteps => new CheckScript { DialPlace = " at initial connection step of tcp-check" },
        _ => new CheckScript(),
    };
}
