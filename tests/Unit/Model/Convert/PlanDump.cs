using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using Weir.Language.Source;
using Weir.Model.Plan;

namespace Weir.Tests.Unit.Model.Convert;

/// <summary>
/// Everything that a plan holds, field by field and object by object, as text: two plans that say the same
/// are of one text.
/// </summary>
internal sealed class PlanDump
{
    private const BindingFlags AllFields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // Where a line stands, and that an address stood on a header line, is what a conversion changes.
    private static readonly string[] LeftOut = ["<Source>", "<IsClassic>"];

    // And what it changes of a server that had no line of its own.
    private static readonly string[] OfDispatch = ["<DispatchAt>", "<NumericId>"];

    private readonly StringBuilder _text = new();
    private readonly string[] _leftOut;
    private readonly Dictionary<object, int> _known = new(ReferenceEqualityComparer.Instance);

    private PlanDump(string[] leftOut) => _leftOut = leftOut;

    /// <summary>The plan as text; where nobody counts processors, threads have no meaning.</summary>
    /// <param name="plan">Of a text before or after its conversion.</param>
    /// <param name="hasDispatch">Its configuration has a <c>dispatch</c> line that becomes a server.</param>
    public static string Of(ConfigPlan plan, bool hasDispatch = false)
    {
        string[] leftOut = plan.Global.Process.CpuMap.IsEmpty ? [.. LeftOut, "<Threads>"] : LeftOut;
        PlanDump dump = new(hasDispatch ? [.. leftOut, .. OfDispatch] : leftOut);
        dump.Value("plan", plan, 0);
        string text = dump._text.ToString();
        return hasDispatch ? text.Replace("<NOSRV>", "dispatch", StringComparison.Ordinal) : text;
    }

    private void Value(string name, object? value, int depth)
    {
        string start = new string(' ', depth) + name + ": ";
        switch (value)
        {
            case null:
                Add(start + "null");
                break;
            case string or Enum or bool or char or Delegate:
            case IFormattable:
                Add(start + Simple(value));
                break;
            case byte[] bytes:
                Add(start + ByteLine(name, bytes));
                break;
            case ConfigLine:
                break; // the same words may stand elsewhere
            case IEnumerable many and not IDictionary when value is Array || IsList(value):
                Add(start + "[");
                foreach (object? one in many) Value("-", one, depth + 1);
                break;
            default:
                Object(start, value, depth);
                break;
        }
    }

    private void Object(string start, object value, int depth)
    {
        Type type = value.GetType();
        if (!type.IsValueType && !_known.TryAdd(value, _known.Count))
        {
            Add($"{start}the {type.Name} above, {_known[value]}");
            return;
        }

        Add(start + type.Name);
        for (Type? level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(AllFields).OrderBy(one => one.MetadataToken))
            {
                if (_leftOut.Any(field.Name.StartsWith)) continue;
                Value(field.Name, field.GetValue(value), depth + 1);
            }
        }
    }

    private static string Simple(object value) => value switch
    {
        Delegate call => $"{call.Method.DeclaringType}.{call.Method.Name}",
        string text => $"'{text}'",
        CacheFence.Always => nameof(CacheFence.WhenCacheable), // likewise
        _ => value.ToString()!,
    };

    /// <summary>
    /// Letters of the names of added fields are of either case by the section's age alone; and so is the
    /// fence of a cookie, about which the converted text has a remark.
    /// </summary>
    private static string ByteLine(string name, byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        if (name is "<SetCookieLine>k__BackingField" or "<FieldText>k__BackingField")
        {
            text = text.ToLowerInvariant();
            text = text.Replace("cache-control: private\r\n", "", StringComparison.Ordinal);
        }

        return $"\"{text}\"";
    }

    private static bool IsList(object value) => value.GetType() is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(List<>);

    private void Add(string line) => _text.Append(line).Append('\n');
}
