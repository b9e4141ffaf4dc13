namespace Showdown.Rendering.RichText;

/// <summary>What LaTeX's plain commands stand for.</summary>
internal static class LatexSymbols
{
    /// <summary>Letters: set as identifiers.</summary>
    public static IReadOnlyDictionary<string, string> Letters { get; } =
        Table(
            """
            alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ
            pi π varpi ϖ rho ρ varrho ϱ
            sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ
            Upsilon Υ Phi Φ Psi Ψ Omega Ω
            infty ∞ partial ∂ nabla ∇ ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ aleph ℵ emptyset ∅ varnothing ∅ complement ∁ angle ∠
            measuredangle ∡ triangle △ square □ Box □ blacksquare ■
            diamond ⋄ star ⋆ bigstar ★ circ ∘ degree ° dagger † prime ′ top ⊤ bot ⊥ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠
            checkmark ✓ dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ dotsm ⋯
            """
        );

    /// <summary>Operators and relations.</summary>
    public static IReadOnlyDictionary<string, string> Operators { get; } =
        Table(
            """
            cdot ⋅ times × div ÷ pm ± mp ∓ ast ∗ bullet ∙ oplus ⊕ otimes ⊗ ominus ⊖ odot ⊙ cap ∩ cup ∪ wedge ∧ land ∧ vee ∨ lor ∨ setminus ∖
            smallsetminus ∖ neg ¬ lnot ¬
            le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ lt < gt > ll ≪ gg ≫ ne ≠ neq ≠ approx ≈ equiv ≡ cong ≅ sim ∼ simeq ≃ propto ∝
            doteq ≐ triangleq ≜ prec ≺ succ ≻ preceq ⪯ succeq ⪰
            in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ mid ∣ nmid ∤ parallel ∥ perp ⊥ forall ∀ exists ∃ nexists ∄
            therefore ∴ because ∵ vdash ⊢ models ⊨
            to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⟺ implies ⟹ impliedby ⟸
            longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹ mapsto ↦ longmapsto ⟼
            uparrow ↑ downarrow ↓ updownarrow ↕ nearrow ↗ searrow ↘ hookrightarrow ↪ rightleftharpoons ⇌ colon : vert | Vert ‖ backslash \
            bigcirc ◯ amalg ⨿ dotplus ∔ ltimes ⋉ rtimes ⋊
            lbrace { rbrace } lbrack [ rbrack ] langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lvert | rvert | lVert ‖ rVert ‖
            """
        );

    /// <summary>Operators that carry limits above and below in displayed formulas.</summary>
    public static IReadOnlyDictionary<string, string> Large { get; } =
        Table(
            """
            sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ int ∫ iint ∬ iiint ∭ oint ∮
            """
        );

    /// <summary>Named functions, upright; those of the second table carry limits.</summary>
    public static IReadOnlySet<string> Functions { get; } =
        Words("sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp det dim ker deg hom arg");

    public static IReadOnlySet<string> LimitFunctions { get; } = Words("lim max min sup inf limsup liminf gcd lcm Pr argmax argmin");

    public static IReadOnlyDictionary<string, string> Accents { get; } =
        Table(
            """
            hat ^ widehat ^ bar ¯ overline ¯ vec → overrightarrow → overleftarrow ← dot ˙ ddot ¨ tilde ~ widetilde ~ check ˇ breve ˘ acute ´
            grave ` overarc ⏜ wideparen ⏜
            """
        );

    /// <summary>Spaces, in em.</summary>
    public static IReadOnlyDictionary<string, string> Spaces { get; } =
        Table(", 0.17em : 0.22em > 0.22em ; 0.28em ! -0.17em quad 1em qquad 2em enspace 0.5em thinspace 0.17em medspace 0.22em thickspace 0.28em");

    /// <summary>Commands without any sign of their own.</summary>
    public static IReadOnlySet<string> Silent { get; } =
        Words(
            "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag hline centering allowbreak nobreak noindent rm bf it"
        );

    /// <summary>Sizes of the delimiter that follows.</summary>
    public static IReadOnlySet<string> Sizes { get; } = Words("big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm");

    /// <summary>A letter or digit in another alphabet; null where there is none.</summary>
    public static string? InAlphabet(string alphabet, char c) =>
        (alphabet, c) switch
        {
            ("mathbb", 'C') => "ℂ",
            ("mathbb", 'H') => "ℍ",
            ("mathbb", 'N') => "ℕ",
            ("mathbb", 'P') => "ℙ",
            ("mathbb", 'Q') => "ℚ",
            ("mathbb", 'R') => "ℝ",
            ("mathbb", 'Z') => "ℤ",
            ("mathcal" or "mathscr", 'B') => "ℬ",
            ("mathcal" or "mathscr", 'E') => "ℰ",
            ("mathcal" or "mathscr", 'F') => "ℱ",
            ("mathcal" or "mathscr", 'H') => "ℋ",
            ("mathcal" or "mathscr", 'I') => "ℐ",
            ("mathcal" or "mathscr", 'L') => "ℒ",
            ("mathcal" or "mathscr", 'M') => "ℳ",
            ("mathcal" or "mathscr", 'R') => "ℛ",
            ("mathfrak", 'C') => "ℭ",
            ("mathfrak", 'H') => "ℌ",
            ("mathfrak", 'I') => "ℑ",
            ("mathfrak", 'R') => "ℜ",
            ("mathfrak", 'Z') => "ℨ",
            ("mathbb", _) => Shifted(c, 0x1D538, 0x1D552, 0x1D7D8),
            ("mathcal" or "mathscr", >= 'A' and <= 'Z') => Shifted(c, 0x1D49C, 0, 0),
            ("mathfrak", _) => Shifted(c, 0x1D504, 0x1D51E, 0),
            ("mathbf" or "boldsymbol" or "bm" or "textbf", _) => Shifted(c, 0x1D400, 0x1D41A, 0x1D7CE),
            ("mathsf", _) => Shifted(c, 0x1D5A0, 0x1D5BA, 0x1D7E2),
            ("mathtt", _) => Shifted(c, 0x1D670, 0x1D68A, 0x1D7F6),
            _ => null,
        };

    private static string? Shifted(char c, int capitals, int small, int digits) =>
        c switch
        {
            >= 'A' and <= 'Z' when capitals > 0 => char.ConvertFromUtf32(capitals + c - 'A'),
            >= 'a' and <= 'z' when small > 0 => char.ConvertFromUtf32(small + c - 'a'),
            >= '0' and <= '9' when digits > 0 => char.ConvertFromUtf32(digits + c - '0'),
            _ => null,
        };

    private static Dictionary<string, string> Table(string pairs)
    {
        var parts = pairs.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, parts.Length / 2).ToDictionary(i => parts[2 * i], i => parts[2 * i + 1], StringComparer.Ordinal);
    }

    private static HashSet<string> Words(string words) => [.. words.Split(' ')];
}
