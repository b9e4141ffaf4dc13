using System.Text;

namespace Showdown.Scoring.Maths;

/// <summary>
/// What the polynomials of one comparison are polynomials in: variables, π, e, i and square roots of primes. Each has 16 bits of a monomial for its
/// exponent.
/// </summary>
internal sealed class Generators
{
    public const int Most = 8;
    public const int LargestExponent = 20_000;

    private readonly List<(string Name, int SquareIs)> _all = [];

    /// <param name="squareIs">What the square reduces to (2 for √2, -1 for i); 0 when it does not reduce.</param>
    /// <returns>Its place; -1 when there are too many.</returns>
    public int Place(string name, int squareIs = 0)
    {
        var place = _all.FindIndex(g => g.Name == name);
        if (place >= 0)
            return place;
        if (_all.Count == Most)
            return -1;
        _all.Add((name, squareIs));
        return _all.Count - 1;
    }

    public int Count => _all.Count;

    public string Name(int place) => _all[place].Name;

    public int SquareIs(int place) => _all[place].SquareIs;
}

/// <summary>A polynomial with exact rational coefficients; a monomial is one number that packs its exponents.</summary>
internal sealed class Polynomial
{
    public const int MostTerms = 600;

    private readonly Dictionary<UInt128, Rational> _terms = [];

    public static Polynomial Constant(Rational value)
    {
        var constant = new Polynomial();
        constant.Add(UInt128.Zero, value);
        return constant;
    }

    public static Polynomial Generator(int place)
    {
        var generator = new Polynomial();
        generator.Add(UInt128.One << (16 * place), 1);
        return generator;
    }

    public bool IsZero => _terms.Count == 0;

    public IReadOnlyDictionary<UInt128, Rational> Terms => _terms;

    /// <summary>The value when there is no generator in it; null otherwise.</summary>
    public Rational? AsConstant =>
        _terms.Count switch
        {
            0 => Rational.Zero,
            1 when _terms.TryGetValue(UInt128.Zero, out var value) => value,
            _ => null,
        };

    public static Polynomial Add(Polynomial a, Polynomial b, Rational factorOfB, Budget budget)
    {
        budget.Spend(a._terms.Count + b._terms.Count);
        var sum = new Polynomial();
        foreach (var (monomial, coefficient) in a._terms)
            sum.Add(monomial, coefficient);
        foreach (var (monomial, coefficient) in b._terms)
            sum.Add(monomial, coefficient * factorOfB);
        return sum;
    }

    /// <summary>Null when an exponent grows too large.</summary>
    public static Polynomial? Multiply(Polynomial a, Polynomial b, Generators generators, Budget budget)
    {
        budget.Spend(1 + (a._terms.Count * b._terms.Count));
        var product = new Polynomial();
        foreach (var (m1, c1) in a._terms)
        {
            foreach (var (m2, c2) in b._terms)
            {
                var coefficient = c1 * c2;
                if (coefficient.IsTooLarge)
                    throw new OverBudgetException();
                budget.Spend((int)coefficient.Numerator.GetBitLength() / 128);
                if (Reduce(m1, m2, generators, coefficient) is not { } term)
                    return null;
                product.Add(term.Monomial, term.Coefficient);
            }
        }

        if (product._terms.Count > MostTerms)
            throw new OverBudgetException();
        return product;
    }

    // Exponents add; √p·√p becomes p and i·i becomes -1.
    private static (UInt128 Monomial, Rational Coefficient)? Reduce(UInt128 m1, UInt128 m2, Generators generators, Rational coefficient)
    {
        if (m1 == 0)
            return (m2, coefficient);
        if (m2 == 0)
            return (m1, coefficient);
        var monomial = UInt128.Zero;
        for (var place = 0; place < generators.Count; place++)
        {
            var exponent = Exponent(m1, place) + Exponent(m2, place);
            var square = generators.SquareIs(place);
            if (square != 0 && exponent >= 2)
            {
                coefficient *= square;
                exponent -= 2;
            }

            if (exponent > Generators.LargestExponent)
                return null;
            monomial |= (UInt128)(uint)exponent << (16 * place);
        }

        return (monomial, coefficient);
    }

    public static int Exponent(UInt128 monomial, int place) => (int)(uint)((monomial >> (16 * place)) & 0xFFFF);

    public static bool AreProportional(Polynomial a, Polynomial b, out Rational factor)
    {
        factor = Rational.One;
        if (a._terms.Count != b._terms.Count || a.IsZero)
            return false;
        Rational? ratio = null;
        foreach (var (monomial, coefficient) in a._terms)
        {
            if (!b._terms.TryGetValue(monomial, out var other))
                return false;
            var here = coefficient / other;
            if (ratio is { } known && known != here)
                return false;
            ratio = here;
        }

        factor = ratio!.Value;
        return true;
    }

    private void Add(UInt128 monomial, Rational coefficient)
    {
        if (coefficient.IsZero)
            return;
        ref var place = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_terms, monomial, out var exists);
        place = exists ? place + coefficient : coefficient;
        if (place.IsZero)
            _terms.Remove(monomial);
    }

    /// <summary>Highest powers first; for reasons.</summary>
    public string Show(Generators generators)
    {
        if (IsZero)
            return "0";
        var shown = new StringBuilder();
        foreach (var (monomial, coefficient) in _terms.OrderByDescending(t => Degree(t.Key)).ThenByDescending(t => t.Key))
        {
            if (shown.Length > 120)
                return shown.Append(" ...").ToString();
            shown.Append(
                shown.Length == 0
                    ? coefficient.Sign < 0
                        ? "-"
                        : ""
                    : coefficient.Sign < 0
                        ? " - "
                        : " + "
            );
            var size = coefficient.Abs();
            var letters = new StringBuilder();
            for (var place = 0; place < generators.Count; place++)
            {
                var exponent = Exponent(monomial, place);
                if (exponent > 0)
                    letters.Append(letters.Length > 0 ? "·" : "").Append(generators.Name(place)).Append(exponent > 1 ? "^" + exponent : "");
            }

            shown.Append(
                letters.Length == 0 ? size.ToString()
                : size.IsOne ? letters.ToString()
                : size + "·" + letters
            );
        }

        return shown.ToString();
    }

    private static int Degree(UInt128 monomial)
    {
        var degree = 0;
        for (var place = 0; place < Generators.Most; place++)
            degree += Exponent(monomial, place);
        return degree;
    }
}
