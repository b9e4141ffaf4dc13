using System.Text;
using static Showdown.Rendering.RichText.LatexMath;

namespace Showdown.Rendering.RichText;

/// <summary>What each command becomes.</summary>
internal sealed partial class LatexParser
{
    private string OfCommand(string name, out bool takesLimits)
    {
        takesLimits =
            LatexSymbols.LimitFunctions.Contains(name) || LatexSymbols.Large.ContainsKey(name) && !name.EndsWith("int", StringComparison.Ordinal);
        if (LatexSymbols.Letters.TryGetValue(name, out var letter))
            return Element("mi", letter);
        if (LatexSymbols.Operators.TryGetValue(name, out var sign))
            return Element("mo", sign);
        if (LatexSymbols.Large.TryGetValue(name, out var large))
            return Element("mo", large);
        if (LatexSymbols.Functions.Contains(name) || takesLimits)
            return Element("mi", name) + "<mo>\u2061</mo>";
        if (LatexSymbols.Accents.TryGetValue(name, out var accent))
            return $"<mover accent=\"true\">{Argument()}{Element("mo", accent)}</mover>";
        if (LatexSymbols.Spaces.TryGetValue(name, out var width))
            return Space(width);
        if (LatexSymbols.Silent.Contains(name))
            return "";
        if (LatexSymbols.Sizes.Contains(name))
            return Element("mo", Delimiter());
        return Structure(name);
    }

    private string Structure(string name)
    {
        switch (name)
        {
            case "frac" or "dfrac" or "tfrac" or "cfrac":
                return Wrap("mfrac", Argument(), Argument());
            case "binom" or "dbinom" or "tbinom" or "choose":
                return $"<mrow>{Element("mo", "(")}<mfrac linethickness=\"0\">{Argument()}{Argument()}</mfrac>{Element("mo", ")")}</mrow>";
            case "sqrt":
                return Optional() is { } root
                    ? Wrap("mroot", Argument(), $"<mrow>{new LatexParser(root, false).Whole()}</mrow>")
                    : Wrap("msqrt", Argument());
            case "left":
                return Fenced();
            case "begin":
                return Environment();
            case "text" or "textrm" or "textit" or "textnormal" or "mbox" or "hbox" or "texttt" or "textsf" or "textsc" or "mathit" or "emph":
                return Element("mtext", Plain(RawGroup()));
            case "textbf":
                return $"<mtext class=\"b\">{Templating.HtmlText.Encode(Plain(RawGroup()))}</mtext>";
            case "mathrm" or "operatorname" or "mathop":
                return $"<mi mathvariant=\"normal\">{Templating.HtmlText.Encode(Plain(RawGroup()))}</mi>";
            case "mathbb" or "mathcal" or "mathscr" or "mathfrak" or "mathbf" or "boldsymbol" or "bm" or "mathsf" or "mathtt":
                return Alphabet(name);
            case "boxed" or "fbox" or "framebox":
                return $"<mrow class=\"boxed\">{Argument()}</mrow>";
            case "underline":
                return $"<munder>{Argument()}{Element("mo", "_")}</munder>";
            case "underbrace":
                return $"<munder>{Argument()}{Element("mo", "⏟")}</munder>";
            case "overbrace":
                return $"<mover>{Argument()}{Element("mo", "⏞")}</mover>";
            case "overset" or "stackrel":
                return Turned("mover");
            case "underset":
                return Turned("munder");
            case "xrightarrow":
                return $"<mover>{Element("mo", "→")}{Argument()}</mover>";
            case "pmod":
                return $"<mrow>{Space("0.5em")}{Element("mo", "(")}{Element("mi", "mod")}{Space("0.33em")}{Argument()}{Element("mo", ")")}</mrow>";
            case "bmod" or "mod":
                return $"{Space("0.28em")}{Element("mi", "mod")}{Space("0.28em")}";
            case "not":
                return Negated();
            case "tag":
                return $"{Space("2em")}{Element("mtext", $"({Plain(RawGroup())})")}";
            case "label":
                RawGroup();
                return "";
            case "phantom" or "vphantom" or "hphantom":
                RawGroup();
                return "";
            case "{" or "}" or "|" or "(" or ")" or "[" or "]":
                return Element("mo", name == "|" ? "‖" : name);
            case "%" or "$" or "#" or "&" or "_":
                return Element("mi", name);
            case " " or "\n" or "\t":
                return Space("0.33em");
            default:
                throw new LatexException($"\\{name} is not known");
        }
    }

    private string Turned(string name)
    {
        var script = Argument();
        return Wrap(name, Argument(), script);
    }

    private string Negated()
    {
        SkipSpace();
        var sign = Peek == '\\' ? LatexSymbols.Operators.GetValueOrDefault(Command()) : Letter();
        return sign is { Length: 1 } ? Element("mo", (sign + "\u0338").Normalize()) : throw new LatexException("\\not before something else");
    }

    private string Alphabet(string name)
    {
        var letters = RawGroup();
        var set = new StringBuilder();
        foreach (var c in letters.Where(c => !char.IsWhiteSpace(c)))
            set.Append(
                LatexSymbols.InAlphabet(name, c)
                    ?? (c is '\\' or '{' or '}' or '^' or '_' ? null : c.ToString())
                    ?? throw new LatexException($"'{c}' in \\{name}")
            );
        return Element("mi", set.ToString());
    }

    private string Fenced()
    {
        var row = new StringBuilder("<mrow>").Append(Fence(Delimiter()));
        while (true)
        {
            row.Append(Row());
            var name = Peek == '\\' ? Command() : throw new LatexException("\\right is missing");
            if (name is not ("right" or "middle"))
                throw new LatexException("\\right is missing");
            row.Append(Fence(Delimiter()));
            if (name == "right")
                return row.Append("</mrow>").ToString();
        }
    }

    private static string Fence(string delimiter) =>
        delimiter.Length == 0 ? "" : $"<mo fence=\"true\" stretchy=\"true\">{Templating.HtmlText.Encode(delimiter)}</mo>";

    /// <summary>What stands behind \left, \right, \big: a bracket, or a dot for none.</summary>
    private string Delimiter()
    {
        SkipSpace();
        if (Peek != '\\')
            return Letter() switch
            {
                "." => "",
                "<" => "⟨",
                ">" => "⟩",
                var sign => sign,
            };
        var name = Command();
        return name switch
        {
            "|" => "‖",
            "{" or "}" => name,
            _ => LatexSymbols.Operators.TryGetValue(name, out var sign) ? sign : throw new LatexException($"\\{name} is no delimiter"),
        };
    }

    private string Environment()
    {
        var name = RawGroup();
        var (open, close, columns) = name.TrimEnd('*') switch
        {
            "pmatrix" => ("(", ")", ""),
            "bmatrix" => ("[", "]", ""),
            "Bmatrix" => ("{", "}", ""),
            "vmatrix" => ("|", "|", ""),
            "Vmatrix" => ("‖", "‖", ""),
            "matrix" or "smallmatrix" => ("", "", ""),
            "cases" or "dcases" => ("{", "", "cases"),
            "array" => ("", "", ""),
            "aligned" or "align" or "alignedat" or "split" or "eqnarray" or "gathered" or "gather" or "equation" => ("", "", "aligned"),
            _ => throw new LatexException($"environment {name} is not known"),
        };
        if (name is "array" or "alignedat")
            RawGroup();
        var table = new StringBuilder(columns.Length > 0 ? $"<mtable class=\"{columns}\">" : "<mtable>");
        while (true)
        {
            table.Append("<mtr><mtd>").Append(Row());
            for (; Peek == '&'; table.Append("</mtd><mtd>").Append(Row()))
                _at++;
            table.Append("</mtd></mtr>");
            if (!Ahead("\\\\"))
                break;
            _at += 2;
            Optional();
            SkipSpace();
            if (Ahead("\\end"))
                break;
        }
        if (!Ahead("\\end"))
            throw new LatexException("\\end is missing");
        Command();
        if (RawGroup() != name)
            throw new LatexException("another environment ends here");
        return $"<mrow>{Fence(open)}{table}</mtable>{Fence(close)}</mrow>";
    }

    /// <summary>Text inside a formula: escapes and inner dollars taken off.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && !char.IsAsciiLetter(text[i + 1]))
                plain.Append(text[++i]);
            else if (text[i] == '\\')
                throw new LatexException("a command inside text");
            else if (text[i] is not ('{' or '}' or '$'))
                plain.Append(text[i] == '~' ? '\u00a0' : text[i]);
        }
        // MathML drops white space at the ends of text.
        return plain.ToString() is { Length: > 0 } t
            ? (char.IsWhiteSpace(t[0]) ? "\u00a0" : "") + t.Trim() + (char.IsWhiteSpace(t[^1]) ? "\u00a0" : "")
            : "";
    }
}
