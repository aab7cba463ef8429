namespace Weir.Model.Contracts.Rules;

/// <summary>Takes a sample; it allocates nothing when it does.</summary>
public interface ISample
{
    /// <summary>The type of every sample that it takes.</summary>
    SampleType Type { get; }

    /// <summary>
    /// The first value, or with a <see cref="Sample.Next"/> that is not 0 the one after it; false: there is
    /// none.
    /// </summary>
    bool Read(ref RuleContext context, ref Sample sample);
}
