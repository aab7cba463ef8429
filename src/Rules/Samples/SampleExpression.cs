using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Converters;
using Weir.Rules.Fetches;

namespace Weir.Rules.Samples;

/// <summary>A fetch with its arguments, and what is then made of its values.</summary>
/// <param name="name">The fetch as the line calls it.</param>
/// <param name="fetch">Its row.</param>
/// <param name="arguments">Its arguments.</param>
internal sealed class SampleExpression(string name, Fetch fetch, Arguments arguments) : ISample
{
    private readonly FetchCode _read = fetch.Read;
    private readonly bool _ofRequests = !fetch.NeedsHttp || (fetch.Places & RulePlace.Request) != 0;
    private readonly bool _ofResponses = !fetch.NeedsHttp || (fetch.Places & RulePlace.Response) != 0;
    private (Converter Row, ConvertCode Code, Arguments Arguments)[] _converters = [];

    public string Name { get; } = name;

    public Fetch Fetch { get; } = fetch;

    public Arguments Arguments { get; } = arguments;

    public SampleType Type { get; private set; } = fetch.Type;

    public bool HasConverters => _converters.Length > 0;

    public void Add(Converter row, Arguments converterArguments)
    {
        _converters = [.. _converters, (row, row.Convert, converterArguments)];
        Type = row.To;
    }

    public bool Read(ref RuleContext context, ref Sample sample)
    {
        bool exists = context.Message.Kind switch
        {
            MessageKind.Request => _ofRequests,
            MessageKind.Response => _ofResponses,
            _ => !Fetch.NeedsHttp,
        };
        if (!exists)
        {
            sample.MayChange = context.Message.MayBecomeRequest;
            return false;
        }

        do
        {
            if (!_read(ref context, Arguments, ref sample))
            {
                return false;
            }

            if (Convert(ref context, ref sample))
            {
                return true;
            }
        }
        while (sample.Next != 0);

        return false;
    }

    private bool Convert(ref RuleContext context, ref Sample sample)
    {
        foreach ((Converter row, ConvertCode code, Arguments its) in _converters)
        {
            if (!Casts.To(row.From, ref context, ref sample) || !code(ref context, its, ref sample))
            {
                return false;
            }
        }

        return true;
    }
}
