using System.Globalization;
using System.Text;

namespace Showdown.Scoring.Tools;

/// <summary>
/// Reads a list of calls with literal arguments, one pass, bounded in length and depth. Expressions that are no literals are followed as far as their
/// syntax goes and have no value; of arithmetic only that of numbers is worked out, and nothing else is ever evaluated.
/// </summary>
internal sealed partial class PythonReader
{
    private const int LongestText = 200_000;
    private const int MostDepth = 100;

    private static readonly HashSet<string> _keywords = new(
        "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".Split(
            ' '
        ),
        StringComparer.Ordinal
    );

    private readonly string _text;
    private int _at;
    private int _depth;

    /// <exception cref="FormatException">It is longer than any reply that is meant.</exception>
    public PythonReader(string text) =>
        _text = text.Length <= LongestText ? text : throw new FormatException($"{text.Length} characters are no list of calls");

    /// <summary>An expression: what it stands for.</summary>
    /// <param name="Value">Null where it is no literal.</param>
    private readonly record struct Node(Literal? Value)
    {
        /// <summary>The call itself, where the expression is one.</summary>
        public Call? Call { get; init; }

        /// <summary>The dotted name, where the expression is one.</summary>
        public string? Name { get; init; }
    }

    /// <exception cref="FormatException">It is anything else.</exception>
    public IReadOnlyList<Call> Calls()
    {
        Expect('[');
        var calls = new List<Call>();
        foreach (var node in Elements(']'))
            calls.Add(node.Call ?? throw Mistake("a call is expected"));
        return Skip() < 0 ? calls : throw Mistake("the list of calls is over");
    }

    private FormatException Mistake(string message) => new($"at character {_at + 1}: {message}");

    private void Deeper()
    {
        if (++_depth > MostDepth)
            throw Mistake("it is nested too deeply");
    }

    /// <summary>Passes blanks, line ends and remarks.</summary>
    /// <returns>The next character, or -1.</returns>
    private int Skip()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '#')
                _at = _text.IndexOf('\n', _at) is >= 0 and var end ? end : _text.Length;
            else if (c is ' ' or '\t' or '\n' or '\r' or '\f')
                _at++;
            else if (c == '\\' && Peek(1) == '\n')
                _at += 2;
            else
                return c;
        }

        return -1;
    }

    private int Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : -1;

    private bool Take(char wanted)
    {
        if (Skip() != wanted)
            return false;
        _at++;
        return true;
    }

    private void Expect(char wanted)
    {
        if (!Take(wanted))
            throw Mistake($"'{wanted}' is expected");
    }

    private List<Node> Elements(char close)
    {
        var elements = new List<Node>();
        while (!Take(close))
        {
            elements.Add(Expression());
            if (Take(close))
                break;
            Expect(',');
        }

        return elements;
    }

    /// <summary>A call's arguments, its opening bracket being read.</summary>
    private Call Arguments(string name)
    {
        var arguments = new Dictionary<string, Literal>(StringComparer.Ordinal);
        var unnamed = false;
        while (!Take(')'))
        {
            if (Skip() == '*')
            {
                // Of *list nothing is kept, and ** has no name.
                unnamed |= Peek(1) == '*';
                _at += Peek(1) == '*' ? 2 : 1;
                Expression();
            }
            else if (ArgumentName() is { } argument)
                arguments[argument] = Expression().Value ?? throw Mistake($"'{argument}' is no value");
            else
                Expression();
            if (Take(')'))
                break;
            Expect(',');
        }

        return new Call(name, arguments) { HasUnnamed = unnamed };
    }

    /// <summary>The name before '='; null, and nothing read, where there is none.</summary>
    private string? ArgumentName()
    {
        Skip();
        var start = _at;
        if (Word() is { } word && !_keywords.Contains(word) && Skip() == '=' && Peek(1) != '=')
        {
            _at++;
            return word;
        }

        _at = start;
        return null;
    }

    private string? Word()
    {
        var start = _at;
        if (_at < _text.Length && (char.IsLetter(_text[_at]) || _text[_at] == '_'))
        {
            while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
                _at++;
        }

        return _at > start ? _text[start.._at] : null;
    }

    private Node Primary()
    {
        var node = Atom();
        while (Suffix(ref node)) { }
        return node;
    }

    private Node Atom()
    {
        var c = Skip();
        if (c is '"' or '\'')
            return Texts();
        if (c is >= '0' and <= '9' || (c == '.' && Peek(1) is >= '0' and <= '9'))
            return new Node(Number());
        switch (c)
        {
            case '[':
                _at++;
                return List(Elements(']'), isTuple: false);
            case '{':
                _at++;
                return Braces();
            case '(':
                _at++;
                return Parentheses();
            case '.' when Peek(1) == '.' && Peek(2) == '.':
                _at += 3;
                return new Node(new Literal.Text("..."));
        }

        return Word() switch
        {
            null => throw Mistake("a value is expected"),
            "True" => new Node(new Literal.Flag(true)),
            "False" => new Node(new Literal.Flag(false)),
            "None" => new Node(new Literal.Nothing()),
            var word when Peek() is '"' or '\'' => Prefixed(word),
            var word when _keywords.Contains(word) => throw Mistake($"'{word}' is no value"),
            var word => new Node(new Literal.Text(word)) { Name = word },
        };
    }

    private static Node List(List<Node> elements, bool isTuple) =>
        elements.TrueForAll(e => e.Value is not null) ? new Node(new Literal.Items([.. elements.Select(e => e.Value!)], isTuple)) : default;

    private Node Parentheses()
    {
        if (Take(')'))
            return new Node(new Literal.Items([], IsTuple: true));
        var first = Expression();
        if (Take(')'))
            return first with { Name = null, Call = null };
        Expect(',');
        return List([first, .. Elements(')')], isTuple: true);
    }

    private Node Braces()
    {
        var entries = new Dictionary<string, Literal>(StringComparer.Ordinal);
        var (other, isLiteral) = (false, true);
        while (!Take('}'))
        {
            var key = Expression();
            if (Take(':'))
            {
                var value = Expression();
                isLiteral &= key.Value is not null && value.Value is not null;
                if (key.Value is Literal.Text text && value.Value is not null)
                    entries[text.Value] = value.Value;
                else
                    other = true;
            }
            else
                isLiteral = false; // a set: no answer has one
            if (Take('}'))
                break;
            Expect(',');
        }

        return isLiteral ? new Node(new Literal.Map(entries) { HasOtherKeys = other }) : default;
    }

    /// <summary>An attribute, a call or a subscript behind a value.</summary>
    /// <returns>False where there is none.</returns>
    private bool Suffix(ref Node node)
    {
        switch (Skip())
        {
            case '.' when Peek(1) is not (>= '0' and <= '9'):
                _at++;
                var attribute = Word() ?? throw Mistake("a name is expected behind the dot");
                node = node.Name is { } owner ? new Node(null) { Name = $"{owner}.{attribute}" } : default;
                return true;
            case '(':
                var (name, from) = (node.Name, _at++);
                var call = Arguments(name ?? "");
                node = name is null ? default : new Node(AsValue(call, name + _text[from.._at])) { Call = call };
                return true;
            case '[':
                var (whole, opened) = (node.Name, _at++);
                Slices();
                node = whole is null ? default : new Node(new Literal.Text(whole + _text[opened.._at]));
                return true;
            default:
                return false;
        }
    }

    // What stands between the brackets behind a name: its text is all that is kept of it.
    private void Slices()
    {
        while (!Take(']'))
        {
            if (Take(':') || Take(','))
                continue;
            Expression();
        }
    }

    /// <summary>A call as an argument: by its named arguments, or as it is written where it has none.</summary>
    private static Literal AsValue(Call call, string source) =>
        call.Arguments.Count == 0
            ? new Literal.Text(source)
            : new Literal.Map(new Dictionary<string, Literal>(StringComparer.Ordinal) { [call.Name] = new Literal.Map(call.Arguments) });

    private Literal Number()
    {
        var start = _at;
        if (Peek() == '0' && Peek(1) is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
            return new Literal.Whole(Based());
        Digits();
        if (Peek() == '.')
        {
            _at++;
            Digits();
        }

        if (Peek() is 'e' or 'E' && (Peek(1) is >= '0' and <= '9' || (Peek(1) is '+' or '-' && Peek(2) is >= '0' and <= '9')))
        {
            _at += 2;
            Digits();
        }

        var text = _text[start.._at].Replace("_", "", StringComparison.Ordinal);
        if (Peek() is 'j' or 'J')
        {
            _at++;
            return new Literal.Other(text + "j");
        }

        if (Peek() is >= 0 and var next && (char.IsLetterOrDigit((char)next) || next == '_') && !"aionf".Contains((char)next))
            throw Mistake("a number ends in letters");
        if (text.Length > 1 && text[0] == '0' && text.All(char.IsAsciiDigit) && text.Any(c => c != '0'))
            throw Mistake("a number begins with 0");
        return JsonLiterals.Number(text);
    }

    private void Digits()
    {
        while (Peek() is (>= '0' and <= '9') or '_')
            _at++;
    }

    private System.Numerics.BigInteger Based()
    {
        var radix = _text[_at + 1] switch
        {
            'x' or 'X' => 16,
            'o' or 'O' => 8,
            _ => 2,
        };
        _at += 2;
        var (start, value) = (_at, System.Numerics.BigInteger.Zero);
        for (; Peek() is >= 0 and var c && (c == '_' || char.IsAsciiHexDigit((char)c)); _at++)
        {
            if (c == '_')
                continue;
            var digit = int.Parse(((char)c).ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (digit >= radix || _at - start > 1000)
                throw Mistake("it is no number");
            value = (value * radix) + digit;
        }

        return _at > start ? value : throw Mistake("it is no number");
    }

    /// <summary>Texts side by side are one.</summary>
    private Node Texts()
    {
        var text = new StringBuilder();
        do Quoted(text, raw: false);
        while (Skip() is '"' or '\'');
        return new Node(new Literal.Text(text.ToString()));
    }
}
