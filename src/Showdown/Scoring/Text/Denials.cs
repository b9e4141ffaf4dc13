using System.Text.RegularExpressions;

namespace Showdown.Scoring.Text;

/// <summary>What is said not to be the answer: "is not 44", "nicht 44", "不是44", "44ではない".</summary>
internal static partial class Denials
{
    private const int Reach = 24;

    private static readonly (string Not, string But)[] _pairs =
    [
        ("not ", " but "),
        ("not ", " rather "),
        ("nicht ", " sondern "),
        ("pas ", " mais "),
        ("non ", " ma "),
        ("niet ", " maar "),
    ];

    /// <summary>Whether what stands between <paramref name="before"/> and <paramref name="behind"/> is denied.</summary>
    public static bool Are(ReadOnlySpan<char> before, ReadOnlySpan<char> behind) =>
        Before().IsMatch(before[Math.Max(0, before.Length - Reach)..]) || Behind().IsMatch(behind[..Math.Min(behind.Length, Reach)]);

    /// <summary>Whether a statement begins with a denial, and names nothing in its stead.</summary>
    public static bool Begin(ReadOnlySpan<char> statement) => Starts(statement) && InItsStead(statement).Length == statement.Length;

    /// <summary>The "45" of "not 44 but 45"; else the whole.</summary>
    public static ReadOnlySpan<char> InItsStead(ReadOnlySpan<char> statement)
    {
        foreach (var (not, but) in _pairs)
        {
            if (
                statement.StartsWith(not, StringComparison.OrdinalIgnoreCase)
                && statement.IndexOf(but, StringComparison.OrdinalIgnoreCase) is > 0 and var at
            )
                return statement[(at + but.Length)..];
        }

        return statement;
    }

    private static bool Starts(ReadOnlySpan<char> statement)
    {
        foreach (var (not, _) in _pairs)
        {
            if (statement.StartsWith(not, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    [GeneratedRegex(
        @"(?:\b(?:not|nicht|pas|never|cannot|neither|nor|(?:is|are|was|were|ca|wo|do|does|did|would|could|should|has|have|must)n['’]?t)|\bno (?:es|son)|不是|并非|並非)(?: (?:be|equal|equal to|exactly|just|necessarily|gleich|de))?[ $*]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Before();

    [GeneratedRegex(@"^[^\d\s。.]{0,4}(?:では(?:ない|ありません)|じゃ(?:ない|ありません)|(?:가|이) ?아(?:니|닙))", RegexOptions.CultureInvariant)]
    private static partial Regex Behind();
}
