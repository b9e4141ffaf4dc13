using System.Diagnostics;
using System.Text;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Performance;

/// <summary>Random texts, half of them made of pieces that parsers stumble over: no scorer may throw, and none may take long.</summary>
internal static class ScorerFuzz
{
    private const int SlowMilliseconds = 250;

    private static readonly string[] _pieces =
    [
        "\\frac",
        "\\dfrac{1}",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "\\sqrt",
        "\\sqrt[3]",
        "^",
        "_",
        "1",
        "23",
        "0.5",
        "x",
        "y",
        "n",
        ",",
        ";",
        "+",
        "-",
        "*",
        "/",
        "\\pm",
        "=",
        "<",
        "\\le",
        "\\ge",
        "\\ne",
        "\\in",
        "\\cup",
        "\\cap",
        "\\setminus",
        "\\infty",
        "\\pi",
        "i",
        "e",
        "%",
        "^\\circ",
        "\\text{",
        "\\text{ and }",
        "\\mathrm{cm}",
        "\\begin{pmatrix}",
        "\\end{pmatrix}",
        "\\begin{array}{cc}",
        "&",
        "\\\\",
        "!",
        "|",
        "\\sin",
        "\\cos",
        "\\log_2",
        "\\ln",
        "\\arctan",
        "\\binom",
        "\\lfloor",
        "\\rfloor",
        ":",
        ".",
        "...",
        " ",
        "\\{",
        "\\}",
        " and ",
        " or ",
        "\\left",
        "\\right",
        "\0",
        "\uD800",
        "é",
        "²",
        "½",
        "√",
        "π",
        "∞",
        "1e999",
        "99999999999999999999",
        "\\overline{3}",
        "_{2}",
        "\\$",
        "$",
        "$$",
        "\\[",
        "\\]",
        "\\boxed{",
        "\\boxed{x}",
        "The answer is ",
        "Answer: ",
        "####",
        "Final Answer: ",
        "A",
        "B",
        "(C)",
        "not ",
        "option ",
        "therefore ",
        "答案",
        "\n",
        "**",
        "^^",
        "{}{}",
        "10^{10^{10}}",
        "9^{9^9}",
        "2004!",
        "x^{999}",
        "(x+1)^{60}",
        "\\cdot",
        "\\times",
        "1,234",
        "sqrt",
        "pi",
        "m^2",
    ];

    public static int Run(int count, int seed)
    {
        var random = new Random(seed);
        var scorers = Scorers.PureNames.Select(name => Scorers.FindPure(new ScorerSettings(name))).ToArray();
        var failures = 0;
        var slow = 0;
        var slowest = TimeSpan.Zero;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var completion = Text(random);
            var target = new Target(Text(random)) { Choices = i % 5 == 0 ? ["one", "two", Text(random)] : [] };
            var scorer = scorers[i % 2 == 0 ? Array.FindIndex(scorers, g => g.Name == "math") : random.Next(scorers.Length)];
            var started = clock.Elapsed;
            try
            {
                scorer.Grade(completion, target);
            }
            catch (Exception e)
            {
                if (failures++ < 20)
                    Console.WriteLine(
                        $"{scorer.Name} threw {e.GetType().Name}: {e.Message.Split('\n')[0]}\n  {e.StackTrace?.Split('\n')[0].Trim()}\n  completion {Escaped(completion)}\n  target {Escaped(target.Value!)}"
                    );
            }

            var took = clock.Elapsed - started;
            if (took > slowest)
                slowest = took;
            if (took.TotalMilliseconds > SlowMilliseconds && slow++ < 20)
                Console.WriteLine(
                    $"{scorer.Name} took {took.TotalMilliseconds:0} ms: completion {Escaped(completion)} target {Escaped(target.Value!)}"
                );
        }

        Console.WriteLine(
            $"{count:#,0} random texts in {clock.Elapsed.TotalSeconds:0} s: {failures} exceptions, {slow} over {SlowMilliseconds} ms, slowest {slowest.TotalMilliseconds:0} ms"
        );
        return failures == 0 ? 0 : 1;
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        var parts = random.Next(1, 40);
        for (var i = 0; i < parts; i++)
        {
            if (random.Next(8) == 0)
                text.Append((char)random.Next(1, 0x2FF));
            else
                text.Append(_pieces[random.Next(_pieces.Length)]);
        }

        return text.ToString();
    }

    private static string Escaped(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
