using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Showdown.Sandboxing.Values;

namespace Showdown.Benchmarks.Code;

/// <summary>JSON has no tuples and no complex numbers, so MBPP+ stores lists and texts in their place; the functions want the real thing.</summary>
/// <remarks>
/// Which task wants what shows in MbppPlus-OriginFmt.jsonl, where the same inputs stand as Python literals. A test compares all of them.
/// </remarks>
internal static partial class MbppInputs
{
    private static readonly Func<PyValue, PyValue> _tuple = value => value is PyList list ? new PyTuple(list.Items) : value;
    private static readonly Func<PyValue, PyValue> _tuples = ListOf(_tuple);
    private static readonly Func<PyValue, PyValue> _tupleOfTuples = value => _tuple(_tuples(value));
    private static readonly Func<PyValue, PyValue> _tuplesAllTheWay = AllTheWay;
    private static readonly Func<PyValue, PyValue> _complex = value => new PyComplex(Complex(value));
    private static readonly Func<PyValue, PyValue> _float = value => new PyFloat(Complex(value).Real);
    private static readonly Func<PyValue, PyValue> _asItIs = value => value;

    /// <summary>By task number: what becomes of each argument; the last entry serves all further ones.</summary>
    private static readonly Dictionary<int, Func<PyValue, PyValue>[]> _rules = Rules(
        ([2, 116, 132, 222, 261, 273, 394, 421, 424, 429, 470, 560, 579, 596, 616, 630, 726, 740, 744, 809], [_tuple]),
        ([63, 64, 70, 94, 120, 237, 272, 299, 409, 473, 614, 780], [_tuples]),
        ([75, 413, 753], [_tuples, _asItIs]),
        ([106, 750], [_asItIs, _tuple]),
        ([250, 405, 446, 720, 763, 808], [_tuple, _asItIs]),
        ([259, 278, 445], [_tupleOfTuples]),
        ([580, 615, 791], [_tuplesAllTheWay]),
        ([722], [ValuesOf(_tuple), _asItIs]),
        ([124], [_float, _complex]),
        ([252], [_complex])
    );

    public static IReadOnlyList<PyValue> Arguments(string taskId, IReadOnlyList<PyValue> stored)
    {
        if (!taskId.StartsWith("Mbpp/", StringComparison.Ordinal))
            return stored;
        if (!_rules.TryGetValue(int.Parse(taskId.AsSpan(5), CultureInfo.InvariantCulture), out var rules))
            return stored;
        return [.. stored.Select((argument, place) => rules[Math.Min(place, rules.Length - 1)](argument))];
    }

    private static Dictionary<int, Func<PyValue, PyValue>[]> Rules(params (int[] Tasks, Func<PyValue, PyValue>[] Rules)[] rows) =>
        rows.SelectMany(row => row.Tasks.Select(task => (task, row.Rules))).ToDictionary(entry => entry.task, entry => entry.Rules);

    private static Func<PyValue, PyValue> ListOf(Func<PyValue, PyValue> item) =>
        value => value is PyList list ? new PyList([.. list.Items.Select(item)]) : value;

    private static Func<PyValue, PyValue> ValuesOf(Func<PyValue, PyValue> item) =>
        value => value is PyDict dict ? new PyDict(dict.Entries.Select(entry => KeyValuePair.Create(entry.Key, item(entry.Value)))) : value;

    private static PyValue AllTheWay(PyValue value) => value is PyList list ? new PyTuple([.. list.Items.Select(AllTheWay)]) : value;

    /// <summary>A number, or a text such as "0.5", "1e-100j" or "(-0-2j)".</summary>
    private static Complex Complex(PyValue value)
    {
        switch (value)
        {
            case PyInt number:
                return (double)number.Value;
            case PyFloat number:
                return number.Value;
            case PyStr text when ComplexText().Match(text.Value) is { Success: true } match:
                return new Complex(Part(match.Groups["real"].Value), Part(match.Groups["imaginary"].Value));
            default:
                throw new FormatException($"{value} is no complex number.");
        }

        static double Part(string text) => text.Length == 0 ? 0 : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"\A\(?(?<real>[-+]?[0-9.]+(?:e[-+]?[0-9]+)?(?![0-9.e]*j))?(?:(?<imaginary>[-+]?[0-9.]+(?:e[-+]?[0-9]+)?)j)?\)?\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ComplexText();
}
