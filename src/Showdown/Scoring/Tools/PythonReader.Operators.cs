using System.Numerics;

namespace Showdown.Scoring.Tools;

/// <summary>Operators: followed by their syntax, worked out only between numbers.</summary>
internal sealed partial class PythonReader
{
    private const int MostBits = 4096;

    private static readonly string[] _comparisons = ["==", "!=", "<=", ">=", "<", ">"];
    private static readonly string[] _wordOperators = ["and", "or", "in", "is", "not"];

    /// <summary>A whole expression: sums, and what may stand around them, which has no value.</summary>
    private Node Expression()
    {
        Deeper();
        var node = TakeWord("not") ? Opaque(Expression()) : Sum();
        while (true)
        {
            if (Array.Exists(_comparisons, TakeOperator) || TakeBitwise())
                node = Opaque(Sum());
            else if (Array.Exists(_wordOperators, TakeWord))
            {
                while (TakeWord("not")) { }
                node = Opaque(Sum());
            }
            else if (TakeWord("if"))
            {
                Expression();
                node = TakeWord("else") ? Opaque(Expression()) : throw Mistake("'else' is expected");
            }
            else
                break;
        }

        _depth--;
        return node;
    }

    private static Node Opaque(Node _) => default;

    private Node Sum()
    {
        var left = Product();
        while (Skip() is '+' or '-')
        {
            var c = _text[_at++];
            left = Worked(left, Product(), c);
        }

        return left;
    }

    private Node Product()
    {
        var left = Signed();
        while (Skip() is '*' or '/' or '%' or '@' && !(Peek() == '*' && Peek(1) == '*'))
        {
            var c = _text[_at++];
            if (c == '/' && Peek() == '/')
            {
                _at++;
                c = 'd';
            }

            left = Worked(left, Signed(), c);
        }

        return left;
    }

    private Node Signed()
    {
        Deeper();
        var c = Skip();
        Node node;
        if (c is '-' or '+' or '~')
        {
            _at++;
            var value = Signed().Value;
            node = c == '-' ? Negative(value) : new Node(c == '+' && value is Literal.Whole or Literal.Real ? value : null);
        }
        else
            node = Power();

        _depth--;
        return node;
    }

    private static Node Negative(Literal? value) =>
        value switch
        {
            Literal.Whole whole => new Node(new Literal.Whole(-whole.Value)),
            Literal.Real real => new Node(new Literal.Real(-real.Value)),
            _ => default,
        };

    private Node Power()
    {
        var left = Primary();
        if (!(Skip() == '*' && Peek(1) == '*'))
            return left;
        _at += 2;
        return Worked(left, Signed(), '^');
    }

    private Node Worked(Node left, Node right, char sign) =>
        (left.Value, right.Value) switch
        {
            (Literal.Whole a, Literal.Whole b) => new Node(Worked(a.Value, b.Value, sign)),
            (Literal.Whole or Literal.Real, Literal.Whole or Literal.Real) => new Node(Worked(RealOf(left.Value), RealOf(right.Value), sign)),
            _ => default,
        };

    private static double RealOf(Literal value) => value is Literal.Whole whole ? (double)whole.Value : ((Literal.Real)value).Value;

    private Literal? Worked(BigInteger a, BigInteger b, char sign)
    {
        switch (sign)
        {
            case '+':
                return new Literal.Whole(a + b);
            case '-':
                return new Literal.Whole(a - b);
            case '*':
                return a.GetBitLength() + b.GetBitLength() <= MostBits ? new Literal.Whole(a * b) : throw Mistake("the number is too large");
            case '^' when b >= 0:
                return b <= MostBits && a.GetBitLength() * (long)b <= MostBits
                    ? new Literal.Whole(BigInteger.Pow(a, (int)b))
                    : throw Mistake("the number is too large");
            default:
                return Worked((double)a, (double)b, sign);
        }
    }

    private Literal.Real? Worked(double a, double b, char sign)
    {
        double? value = sign switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            '/' when b == 0 => throw Mistake("there is no division by 0"),
            '/' => a / b,
            '^' => Math.Pow(a, b),
            _ => null,
        };
        return value is null ? null
            : double.IsFinite(value.Value) ? new Literal.Real(value.Value)
            : throw Mistake("the number is too large");
    }

    private bool TakeOperator(string wanted)
    {
        if (Skip() < 0 || string.CompareOrdinal(_text, _at, wanted, 0, wanted.Length) != 0)
            return false;
        _at += wanted.Length;
        return true;
    }

    private bool TakeBitwise()
    {
        if (Skip() is not ('|' or '&' or '^'))
            return false;
        _at++;
        return true;
    }

    private bool TakeWord(string wanted)
    {
        Skip();
        var start = _at;
        if (Word() == wanted)
            return true;
        _at = start;
        return false;
    }
}
