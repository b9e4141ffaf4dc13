using System.Numerics;
using Showdown.Sandboxing;
using Showdown.Sandboxing.Values;

namespace Showdown.Benchmarks.Code;

/// <summary>EvalPlus' comparison of what a program returns with what the canonical solution returns, with its exceptions for single tasks.</summary>
/// <remarks>
/// The rules of evalplus/eval/__init__.py and _special_oracle.py at v0.3.1, written anew. One difference: an oracle that looks at the input sees
/// the input as it was sent, not as the program may have changed it.
/// </remarks>
internal sealed class EvalPlusRule(bool isMbpp, string entryPoint, double tolerance) : IValueRule
{
    private const double FloatTolerance = 1e-6;
    private const double RelativeTolerance = 1e-7;

    /// <summary>Order and repeats do not matter: Mbpp/2, 7, 111, 140, 232, 249, 579 and 769.</summary>
    private static readonly HashSet<string> _asSets =
    [
        "similar_elements",
        "find_char_long",
        "common_in_nested_lists",
        "extract_singly",
        "larg_nnum",
        "intersection_array",
        "find_dissimilar",
        "Diff",
    ];

    /// <summary>Only whether there is a result matters: the canonical solutions return match objects.</summary>
    private static readonly HashSet<string> _asPresence = ["check_str", "text_match_three", "text_starta_endb"];

    public bool Accepts(ReturnedValue returned)
    {
        if (!isMbpp && entryPoint == "find_zero") // HumanEval/32: any root will do
            return IsRoot(returned.Arguments[0], returned.Got);
        if (isMbpp && ByItsOwnRule(returned) is { } verdict)
            return verdict || IsClose(returned);
        return returned.IsEqual || IsClose(returned);
    }

    private bool? ByItsOwnRule(ReturnedValue returned)
    {
        var (got, expected) = (returned.Got, returned.Expected);
        if (_asSets.Contains(entryPoint))
            return AsSet(got, returned.Equality) is { } a && AsSet(expected, returned.Equality) is { } b && returned.Equality.Equals(a, b);
        if (_asPresence.Contains(entryPoint))
            return (got is PyBool flag ? flag.Value : got is not PyNone) == expected is not PyNone;
        return entryPoint switch
        {
            "are_equivalent" => true, // Mbpp/164
            "sum_div" => returned.IsEqual || returned.Equality.Equals(got, new PyInt(0)), // Mbpp/295
            "surface_Area" => returned.IsEqual || (Surface(returned.Arguments) is { } area && returned.Equality.Equals(got, area)), // Mbpp/581
            "digit_distance_nums" => returned.IsEqual // Mbpp/558
                || (DigitDistance(returned.Arguments) is { } distance && returned.Equality.Equals(got, distance)),
            _ => null,
        };
    }

    private bool IsRoot(PyValue coefficients, PyValue root)
    {
        if (coefficients is not PySequence list || Real(root) is not { } x)
            return false;
        var sum = 0.0;
        for (var power = 0; power < list.Items.Count; power++)
            sum += (Real(list.Items[power]) ?? double.NaN) * Math.Pow(x, power);
        return Math.Abs(sum) <= tolerance;
    }

    /// <summary>The height taken as that of the pyramid, where the canonical solution takes it as the slant height.</summary>
    private static PyFloat? Surface(IReadOnlyList<PyValue> arguments)
    {
        if (arguments is not [var first, var second] || Real(first) is not { } edge || Real(second) is not { } height)
            return null;
        var slant = Math.Sqrt(Math.Pow(edge / 2, 2) + Math.Pow(height, 2));
        return new PyFloat(Math.Round(Math.Pow(edge, 2) + 4 * (edge * slant) / 2, MidpointRounding.ToEven));
    }

    /// <summary>Digit by digit, the shorter number filled up with zeros.</summary>
    private static PyInt? DigitDistance(IReadOnlyList<PyValue> arguments)
    {
        if (arguments is not [PyInt { Value.Sign: >= 0 } first, PyInt { Value.Sign: >= 0 } second])
            return null;
        var (a, b) = (first.Value.ToString(), second.Value.ToString());
        var width = Math.Max(a.Length, b.Length);
        return new PyInt(a.PadLeft(width, '0').Zip(b.PadLeft(width, '0'), (x, y) => Math.Abs(x - y)).Sum());
    }

    private bool IsClose(ReturnedValue returned)
    {
        var allowed = tolerance == 0 && returned.FloatsExpected ? FloatTolerance : tolerance;
        return allowed != 0 && returned.Got.GetType() == returned.Expected.GetType() && AllClose(returned.Got, returned.Expected, allowed);
    }

    /// <summary>numpy.allclose for numbers and for lists and tuples of one shape.</summary>
    private static bool AllClose(PyValue got, PyValue expected, double allowed)
    {
        if (got is PySequence a && expected is PySequence b)
            return a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => AllClose(pair.First, pair.Second, allowed));
        return Number(got) is { } x
            && Number(expected) is { } y
            && (x == y || (Complex.IsFinite(x) && Complex.IsFinite(y) && Complex.Abs(x - y) <= allowed + RelativeTolerance * Complex.Abs(y)));
    }

    private static PySet? AsSet(PyValue value, PyEquality equality) =>
        value switch
        {
            PySequence sequence when sequence.Items.All(IsHashable) => new PySet(sequence.Items, equality),
            PySet set => set,
            PyDict dict => new PySet(dict.Entries.Keys),
            PyStr text => new PySet(text.Value.EnumerateRunes().Select(rune => new PyStr(rune.ToString()))),
            _ => null,
        };

    private static bool IsHashable(PyValue value) =>
        value switch
        {
            PyList or PyDict or PyObject => false,
            PyTuple tuple => tuple.Items.All(IsHashable),
            _ => true,
        };

    private static Complex? Number(PyValue value) => value is PyComplex complex ? complex.Value : Real(value);

    private static double? Real(PyValue value) =>
        value switch
        {
            PyBool flag => flag.Value ? 1 : 0,
            PyInt number => (double)number.Value,
            PyFloat number => number.Value,
            PyFraction number => (double)number.Numerator / (double)number.Denominator,
            _ => null,
        };
}
