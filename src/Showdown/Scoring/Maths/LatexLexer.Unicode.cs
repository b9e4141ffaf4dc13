using System.Globalization;

namespace Showdown.Scoring.Maths;

internal sealed partial class LatexLexer
{
    // Unicode superscripts, ready fractions, Greek letters, other scripts.
    private void ReadOther(char c)
    {
        var digit = SuperscriptDigit(c);
        if (digit >= 0 || c is '⁻' or 'ⁿ')
        {
            ReadSuperscript();
            return;
        }

        if (ReadyFraction(c) is { } fraction)
        {
            if (_tokens.Count > 0 && _tokens[^1] is { Kind: TokenKind.Number, Value.IsInteger: true, Decimals: 0 } whole)
            {
                _tokens[^1] = whole with { Value = whole.Value + fraction };
                _at++;
                return;
            }

            AddNumber(fraction, 0, 1, fraction.ToString());
            return;
        }

        if (c is >= 'α' and <= 'ω' or >= 'Α' and <= 'Ω' or 'ℝ' or 'ℤ' or 'ℕ' or 'ℚ' or 'ℂ' or '∅' or 'ϕ' or 'ℓ')
        {
            Add(
                TokenKind.Symbol,
                c switch
                {
                    'θ' => "theta",
                    'α' => "alpha",
                    'β' => "beta",
                    'γ' => "gamma",
                    'λ' => "lambda",
                    'φ' or 'ϕ' => "phi",
                    'ω' => "omega",
                    'μ' => "mu",
                    '∅' => "emptyset",
                    _ => c.ToString(),
                },
                1
            );
            return;
        }

        if (char.IsLetter(c))
        {
            var end = _at;
            while (end < _text.Length && char.IsLetter(_text[end]))
                end++;
            var word = _text[_at..end];
            var kind =
                word is "或" or "или" or "oder" or "ou" ? TokenKind.Or
                : word is "和" or "且" or "и" or "и" ? TokenKind.And
                : TokenKind.Word;
            Add(kind, word, end - _at);
            return;
        }

        if (
            char.IsSurrogate(c)
            || char.GetUnicodeCategory(c)
                is UnicodeCategory.OtherSymbol
                    or UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.NonSpacingMark
        )
        {
            _at++; // tick marks, emoji and invisible characters
            return;
        }

        _failed = true;
    }

    private void ReadSuperscript()
    {
        var negative = false;
        var value = 0;
        var digits = 0;
        var end = _at;
        var symbol = false;
        while (end < _text.Length && digits < 6)
        {
            var digit = SuperscriptDigit(_text[end]);
            if (digit >= 0)
            {
                value = (value * 10) + digit;
                digits++;
            }
            else if (_text[end] == '⁻' && digits == 0)
            {
                negative = true;
            }
            else if (_text[end] == 'ⁿ' && digits == 0)
            {
                symbol = true;
                end++;
                break;
            }
            else
            {
                break;
            }

            end++;
        }

        var length = end - _at;
        Add(TokenKind.Caret, "^", 0);
        Add(TokenKind.OpenBrace, "{", 0);
        if (symbol)
            Add(TokenKind.Symbol, "n", 0);
        else
            AddNumber(negative ? -value : value, 0, 0, value.ToString());
        Add(TokenKind.CloseBrace, "}", length);
    }

    private static int SuperscriptDigit(char c) =>
        c switch
        {
            '⁰' => 0,
            '¹' => 1,
            '²' => 2,
            '³' => 3,
            >= '⁴' and <= '⁹' => c - '⁴' + 4,
            _ => -1,
        };

    private static Rational? ReadyFraction(char c) =>
        c switch
        {
            '½' => new Rational(1, 2),
            '⅓' => new Rational(1, 3),
            '⅔' => new Rational(2, 3),
            '¼' => new Rational(1, 4),
            '¾' => new Rational(3, 4),
            '⅕' => new Rational(1, 5),
            '⅖' => new Rational(2, 5),
            '⅗' => new Rational(3, 5),
            '⅘' => new Rational(4, 5),
            '⅙' => new Rational(1, 6),
            '⅚' => new Rational(5, 6),
            '⅛' => new Rational(1, 8),
            '⅜' => new Rational(3, 8),
            '⅝' => new Rational(5, 8),
            '⅞' => new Rational(7, 8),
            _ => null,
        };
}
