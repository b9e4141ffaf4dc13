using System.Collections.Frozen;

namespace Showdown.Scoring.Maths;

/// <summary>What LaTeX commands and plain words stand for.</summary>
internal static class LatexWords
{
    public static readonly FrozenSet<string> Functions = Set(
        "sin cos tan cot sec csc arcsin arccos arctan arccot arcsec arccsc sinh cosh tanh coth sech csch asin acos atan arsinh arcosh artanh ln log lg exp gcd lcm max min det Re Im arg cis sgn sign"
    );

    /// <summary>Commands that only style or space what follows.</summary>
    public static readonly FrozenSet<string> Ignored = Set(
        "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm displaystyle textstyle scriptstyle limits nolimits boxed fbox framebox rm bf it sf tt cal normalsize large Large LARGE huge Huge "
            + "small footnotesize quad qquad thinspace medspace thickspace negthinspace enspace nobreak allowbreak ensuremath overline underline bar hat vec widehat tilde widetilde overrightarrow overleftarrow overleftrightarrow "
            + "angle triangle measuredangle boldsymbol bm mathbf mathbb mathcal mathit mathsf mathfrak mathscr pmb mathop mathbin mathrel mathord therefore because hfill centering strut mathstrut noindent dot ddot square blacksquare Box qed checkmark"
    );

    /// <summary>Commands whose argument is words.</summary>
    public static readonly FrozenSet<string> TextCommands = Set(
        "text textbf textit textrm textsf texttt textnormal textup textmd textsc mbox hbox mathrm operatorname emph unit si mathsfbf"
    );

    /// <summary>Commands whose argument says nothing about the answer.</summary>
    public static readonly FrozenSet<string> DroppedWithArgument = Set(
        "hspace vspace phantom hphantom vphantom color label tag textcolor kern hskip mkern cline multicolumn"
    );

    public static readonly FrozenDictionary<string, char> Relations = new Dictionary<string, char>
    {
        ["le"] = '≤',
        ["leq"] = '≤',
        ["leqslant"] = '≤',
        ["leqq"] = '≤',
        ["ge"] = '≥',
        ["geq"] = '≥',
        ["geqslant"] = '≥',
        ["geqq"] = '≥',
        ["lt"] = '<',
        ["gt"] = '>',
        ["ne"] = '≠',
        ["neq"] = '≠',
        ["approx"] = '≈',
        ["simeq"] = '≈',
        ["cong"] = '≈',
        ["doteq"] = '≈',
        ["equiv"] = '≡',
        ["in"] = '∈',
        ["notin"] = '∉',
        ["sim"] = '~',
        ["parallel"] = '∥',
        ["perp"] = '⊥',
        ["subset"] = '⊂',
        ["subseteq"] = '⊆',
        ["supset"] = '⊃',
        ["supseteq"] = '⊇',
        ["subsetneq"] = '⊂',
        ["supsetneq"] = '⊃',
        ["ni"] = '∋',
        ["propto"] = '∝',
    }.ToFrozenDictionary();

    public static readonly FrozenSet<string> Arrows = Set(
        "to rightarrow Rightarrow longrightarrow Longrightarrow implies iff Leftrightarrow leftrightarrow Longleftrightarrow mapsto"
    );

    public static readonly FrozenSet<string> TwoWayArrows = Set("iff Leftrightarrow leftrightarrow Longleftrightarrow");

    /// <summary>Marks over a letter that make another thing of it: the conjugate, the mean, the derivative.</summary>
    public static readonly FrozenDictionary<string, string> Accents = new Dictionary<string, string>
    {
        ["overline"] = "bar",
        ["bar"] = "bar",
        ["tilde"] = "tilde",
        ["widetilde"] = "tilde",
        ["dot"] = "dot",
        ["ddot"] = "ddot",
    }.ToFrozenDictionary();

    /// <summary>Greek letters that plain text spells out.</summary>
    public static readonly FrozenSet<string> Greek = Set("alpha beta gamma delta epsilon theta lambda mu sigma tau phi psi omega");

    /// <summary>Greek letters and other named symbols.</summary>
    public static readonly FrozenSet<string> Symbols = Set(
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi omicron rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega "
            + "ell hbar emptyset varnothing star ast aleph nabla partial clubsuit diamondsuit heartsuit spadesuit "
    );

    public static readonly FrozenSet<string> Ellipses = Set("ldots dots cdots dotsc dotsb dotsm dotsi dotso vdots ddots");

    public static readonly FrozenSet<string> Matrices = Set(
        "pmatrix bmatrix Bmatrix vmatrix Vmatrix matrix smallmatrix psmallmatrix bsmallmatrix array cases dcases rcases pmatrix* bmatrix*"
    );

    public static readonly FrozenSet<string> Transparent = Set(
        "align align* aligned gather gather* gathered equation equation* split multline multline* displaymath math center eqnarray eqnarray*"
    );

    public static readonly FrozenDictionary<string, int> Radixes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["sixteen"] = 16,
        ["hex"] = 16,
        ["bin"] = 2,
        ["oct"] = 8,
        ["dec"] = 10,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Short words that are no products of variables.</summary>
    public static readonly FrozenSet<string> ShortWords = new[]
    {
        "yes",
        "no",
        "odd",
        "DNE",
        "dne",
        "none",
        "cm",
        "mm",
        "km",
        "ft",
        "yd",
        "mi",
        "kg",
        "mg",
        "gm",
        "lb",
        "lbs",
        "oz",
        "mph",
        "kph",
        "sec",
        "min",
        "hr",
        "hrs",
        "pm",
        "AM",
        "PM",
        "is",
        "are",
        "the",
        "for",
        "per",
        "pct",
        "all",
        "if",
        "of",
        "an",
        "mL",
        "ml",
        "sq",
        "cu",
        "to",
        "not",
        "USD",
        "The",
        "So",
        "so",
        "we",
        "We",
        "It",
        "its",
        "has",
        "can",
        "get",
        "Let",
        "By",
        "To",
        "He",
        "She",
        "his",
        "her",
        "out",
        "has",
        "two",
        "one",
        "six",
        "ten",
        "was",
        "Yes",
        "No",
        "Odd",
        "Hz",
        "MHz",
        "Pa",
        "eV",
        "nm",
        "mod",
    }.ToFrozenSet();

    private static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
