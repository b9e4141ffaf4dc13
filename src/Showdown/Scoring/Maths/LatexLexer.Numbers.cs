using System.Numerics;
using System.Text;

namespace Showdown.Scoring.Maths;

internal sealed partial class LatexLexer
{
    private void ReadNumber(int to)
    {
        if (_pendingArguments > 0 && _tokens[^1].Kind != TokenKind.Root && char.IsAsciiDigit(_text[_at]))
        {
            AddNumber(_text[_at] - '0', 0, 1, _text[_at].ToString());
            return;
        }

        if (_commas == CommaReading.Usual && _brackets == 0 && _matrices == 0 && OtherGroups.Read(_text.AsSpan(_at, to - _at)) is { } grouped)
        {
            AddNumber(grouped.Value, grouped.Decimals, grouped.Length, _text.Substring(_at, grouped.Length));
            return;
        }

        var digits = new StringBuilder();
        var end = _at;
        var point = -1;
        for (; end < to; end++)
        {
            var c = _text[end];
            if (char.IsAsciiDigit(c))
            {
                digits.Append(c);
            }
            else if (c == '.' && point < 0 && end + 1 < to && char.IsAsciiDigit(_text[end + 1]))
            {
                point = digits.Length;
            }
            else if (point < 0 && DecimalMark(end, to) is > 0 and var mark)
            {
                point = digits.Length;
                end += mark - 1;
            }
            else if (point < 0 && ThousandsMark(end, to, digits.Length) is > 0 and var skip)
            {
                end += skip - 1;
            }
            else
            {
                break;
            }
        }

        if (digits.Length > MostDigits)
        {
            _failed = true;
            return;
        }

        var decimals = point < 0 ? 0 : digits.Length - point;
        if (ReadBased(digits, decimals, end, to))
            return;
        var value = new Rational(Digits(digits.ToString()));
        if (decimals > 0)
            value *= Rational.PowerOfTen(-decimals);
        if (point < 0 && MixedPart(end, to, out var mixedEnd) is { } part)
        {
            AddNumber(value + part, 0, mixedEnd - _at, _text[_at..mixedEnd]);
            return;
        }

        if (RepeatingPart(end, to, decimals, point >= 0, out var repeatEnd) is { } repeating)
        {
            AddNumber(value + repeating, 0, repeatEnd - _at, _text[_at..repeatEnd]);
            return;
        }

        var exact = value;
        var behind = Exponent(end, to, ref value);
        if (behind > end && decimals >= 6)
        {
            AddScientific(exact, decimals, end, behind);
            return;
        }

        end = behind;
        var dots = point >= 0 ? Dots(end, to) : 0;
        AddNumber(value, decimals, end + dots - _at, _text[_at..end], dots > 0);
    }

    // 2,74
    private int DecimalMark(int at, int to) =>
        _commas == CommaReading.Decimal && _text[at] == ',' && at + 1 < to && char.IsAsciiDigit(_text[at + 1]) ? 1
        : _text[at] == '{'
        && at + 3 < to
        && _text[at + 1] == ','
        && _text[at + 2] == '}'
        && char.IsAsciiDigit(_text[at + 3])
        && !ThreeDigitsAt(at + 3, to)
            ? 3
        : 0;

    // 1,234 and 1{,}234 and 1,\!234 and 1\,234 and "1 234"
    private int ThousandsMark(int at, int to, int digitsBefore)
    {
        if (digitsBefore == 0)
            return 0;
        var i = at;
        var certain = false;
        if (_text[i] == '{' && i + 2 < to && _text[i + 1] == ',' && _text[i + 2] == '}')
        {
            certain = true;
            i += 3;
        }
        else if (_text[i] == ',' || (_text[i] == '\'' && LeadsGroups()))
        {
            i++;
        }
        else if (_text[i] == '\\' && i + 1 < to && _text[i + 1] is ',' or '!' or ';' or ':' or ' ')
        {
            certain = _text[i + 1] != ' ';
        }
        else if (_text[i] is not (' ' or '\u00A0' or '\u202F' or '\u2009') || _brackets > 0 || _matrices > 0)
        {
            return 0;
        }

        while (
            i < to
            && (
                _text[i] == ' '
                || _text[i] is '\u00A0' or '\u202F' or '\u2009'
                || (_text[i] == '\\' && i + 1 < to && _text[i + 1] is ',' or '!' or ';' or ':' or ' ')
            )
        )
        {
            if (_text[i] == '\\')
            {
                certain |= _text[i + 1] != ' ';
                i++;
            }
            else if (_text[at] == ',' && !certain && i == at + 1 && !(i + 1 < to && _text[i + 1] == '\\'))
            {
                return 0; // "1, 234" is a list
            }

            i++;
        }

        if (!ThreeDigitsAt(i, to))
            return 0;
        if (
            !certain
            && _text[at] == ','
            && (_commas == CommaReading.Separators || (_commas != CommaReading.Thousands && _brackets > 0) || !LeadsGroups())
        )
            return 0;
        return !certain && _text[at] != ',' && !LeadsGroups() ? 0 : i - at;
    }

    private bool ThreeDigitsAt(int at, int to)
    {
        for (var i = 0; i < 3; i++)
        {
            if (at + i >= to || !char.IsAsciiDigit(_text[at + i]))
                return false;
        }

        return at + 3 >= to || !char.IsAsciiDigit(_text[at + 3]);
    }

    // The first group has one to three digits, and is no lone zero.
    private bool LeadsGroups()
    {
        var length = 0;
        while (_at + length < _text.Length && char.IsAsciiDigit(_text[_at + length]))
            length++;
        return length is >= 1 and <= 3 && _text[_at] != '0';
    }

    // "11 5/6": a whole number, a space, a proper fraction.
    private Rational? MixedPart(int at, int to, out int end)
    {
        end = at;
        if (at >= to || _text[at] != ' ' || IsAfter(TokenKind.Divide) || IsAfter(TokenKind.Caret))
            return null;
        var i = at;
        while (i < to && _text[i] == ' ')
            i++;
        var top = i;
        while (i < to && char.IsAsciiDigit(_text[i]) && i - top < 9)
            i++;
        if (i == top || i >= to || _text[i] is not ('/' or '⁄'))
            return null;
        var bottom = ++i;
        while (i < to && char.IsAsciiDigit(_text[i]) && i - bottom < 9)
            i++;
        if (i == bottom || (i < to && char.IsAsciiDigit(_text[i])))
            return null;
        var part = (Top: Digits(_text.AsSpan(top, bottom - 1 - top)), Bottom: Digits(_text.AsSpan(bottom, i - bottom)));
        if (part.Bottom.IsZero || part.Top >= part.Bottom)
        {
            _failed = true; // "11 7/6" is no number
            return null;
        }

        end = i;
        return new Rational(part.Top, part.Bottom);
    }

    private bool IsAfter(TokenKind kind) => _tokens.Count > 0 && _tokens[^1].Kind == kind;

    // 0.1\overline{6}
    private Rational? RepeatingPart(int at, int to, int decimals, bool hasPoint, out int end)
    {
        end = at;
        var from = at;
        if (!hasPoint && at < to && _text[at] == '.')
        {
            hasPoint = true;
            from++;
        }

        var rest = _text.AsSpan(from, to - from);
        var length =
            rest.StartsWith("\\overline{") ? 10
            : rest.StartsWith("\\overline {") ? 11
            : rest.StartsWith("\\bar{") || rest.StartsWith("\\dot{") ? 5
            : from > at && rest.StartsWith("(") ? 1
            : 0;
        if (length == 0 || !hasPoint)
            return OneRepeatingDigit(rest, hasPoint, decimals, from, ref end);
        var close = rest.IndexOf(length == 1 ? ')' : '}');
        var period = close > length ? rest[length..close].Trim() : default;
        if (period.IsEmpty || period.Length > 60 || period.ContainsAnyExceptInRange('0', '9'))
            return null;
        end = from + close + 1;
        return new Rational(Digits(period), BigInteger.Pow(10, period.Length) - 1) * Rational.PowerOfTen(-decimals);
    }

    // 0.\overline3
    private static Rational? OneRepeatingDigit(ReadOnlySpan<char> rest, bool hasPoint, int decimals, int from, ref int end)
    {
        var command =
            rest.StartsWith("\\overline") ? 9
            : rest.StartsWith("\\bar") || rest.StartsWith("\\dot") ? 4
            : 0;
        var digit = rest[command..].TrimStart();
        if (command == 0 || !hasPoint || digit.IsEmpty || !char.IsAsciiDigit(digit[0]))
            return null;
        end = from + rest.Length - digit.Length + 1;
        return new Rational(digit[0] - '0', 9) * Rational.PowerOfTen(-decimals);
    }

    // 1.5e3: the letter clings to the digits and a number follows.
    private int Exponent(int at, int to, ref Rational value)
    {
        if (at >= to || _text[at] is not ('e' or 'E') || _spaced && at == _at)
            return at;
        var i = at + 1;
        var negative = i < to && _text[i] == '-';
        if (i < to && _text[i] is '-' or '+')
            i++;
        var start = i;
        while (i < to && char.IsAsciiDigit(_text[i]))
            i++;
        if (i == start || i - start > 3 || (i < to && char.IsAsciiLetter(_text[i])))
            return at;
        var power = int.Parse(_text.AsSpan(start, i - start), System.Globalization.CultureInfo.InvariantCulture);
        value *= Rational.PowerOfTen(negative ? -power : power);
        return i;
    }

    // 1.371742112e-3 keeps the digits it was written with: (1.371742112 * 10^-3).
    private void AddScientific(Rational mantissa, int decimals, int mark, int end)
    {
        Add(TokenKind.Open, "(", 0);
        AddNumber(mantissa, decimals, 0, _text[_at..mark]);
        Add(TokenKind.Times, "*", 0);
        AddNumber(10, 0, 0, "10");
        Add(TokenKind.Caret, "^", 0);
        var power = int.Parse(_text.AsSpan(mark + 1, end - mark - 1), System.Globalization.CultureInfo.InvariantCulture);
        if (power < 0)
            Add(TokenKind.Minus, "-", 0);
        AddNumber(Math.Abs(power), 0, 0, "");
        Add(TokenKind.Close, ")", end - _at);
    }

    private int Dots(int at, int to)
    {
        var rest = _text.AsSpan(at, to - at);
        foreach (var dots in (ReadOnlySpan<string>)["...", "\\ldots", "\\dots", "\\cdots", "…", "\\,\\ldots", "\\, \\ldots", " \\ldots", " \\dots"])
        {
            if (rest.StartsWith(dots))
                return dots.Length;
        }

        return 0;
    }

    // 2112_6, 152A_{11}, 2112_{\text{six}}
    private bool ReadBased(StringBuilder digits, int decimals, int at, int to)
    {
        var letters = at;
        while (letters < to && char.IsAsciiLetter(_text[letters]) && letters - at < 12)
            letters++;
        var i = letters;
        while (i < to && _text[i] == ' ')
            i++;
        if (i >= to || _text[i] != '_')
            return false;
        i++;
        while (i < to && _text[i] is ' ' or '{' or '(')
            i++;
        foreach (var command in (ReadOnlySpan<string>)["\\text", "\\mathrm", "\\textrm", "\\mbox"])
        {
            if (_text.AsSpan(i, to - i).StartsWith(command))
                i += command.Length;
        }

        while (i < to && _text[i] is ' ' or '{' or '(')
            i++;
        var start = i;
        while (i < to && char.IsAsciiLetterOrDigit(_text[i]) && i - start < 10)
            i++;
        var name = _text.AsSpan(start, i - start);
        if (!(int.TryParse(name, out var radix) || LatexWords.Radixes.TryGetValue(name.ToString(), out radix)) || radix is < 2 or > 36)
            return false;
        var closing = i;
        while (closing < to && _text[closing] is ' ' or '}' or ')' && Opened(i - 1, letters) > closing - i)
            closing++;
        var all = decimals > 0 ? digits.ToString().Insert(digits.Length - decimals, ".") : digits.ToString();
        all += _text[at..letters].ToUpperInvariant();
        foreach (var digit in all)
        {
            if (digit != '.' && (char.IsAsciiDigit(digit) ? digit - '0' : digit - 'A' + 10) >= radix)
                return false;
        }

        Add(TokenKind.Based, all, closing - _at);
        _tokens[^1] = _tokens[^1] with { Radix = radix };
        return true;
    }

    // Braces and brackets opened between the number and its base.
    private int Opened(int last, int first)
    {
        var opened = 0;
        for (var i = first; i <= last; i++)
        {
            if (_text[i] is '{' or '(' or ' ')
                opened++;
        }

        return opened;
    }
}
