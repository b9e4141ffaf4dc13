using System.Diagnostics;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Performance;

/// <summary>How many completions a second the scorers judge, on one thread, by kind of answer.</summary>
internal static class MathScorerSpeed
{
    private static readonly (string Kind, string Scorer, string Target, string Answer)[] _kinds =
    [
        ("whole number", "math", "70", "70"),
        ("same text", "math", "\\frac{\\sqrt{3}}{2}", "\\frac{\\sqrt{3}}{2}"),
        ("decimal for a fraction", "math", "\\frac{3}{4}", "0.75"),
        ("root", "math", "2\\sqrt{5}", "\\sqrt{20}"),
        ("polynomial", "math", "x^2+2x+1", "(x+1)^2"),
        ("rational function", "math", "\\frac{1}{y} + y", "\\frac{1+y^2}{y}"),
        ("interval", "math", "(-\\infty,-8)\\cup (8,\\infty)", "(8,\\infty) \\cup (-\\infty,-8)"),
        ("list", "math", "6, -2, 4", "-2, 4 \\text{ and } 6"),
        ("matrix", "math", "\\begin{pmatrix} 1/5 & 4/5 \\\\ 0 & 1 \\end{pmatrix}", "\\begin{pmatrix} 0.2 & 0.8 \\\\ 0 & 1 \\end{pmatrix}"),
        ("equation", "math", "4x-5y=-50", "y = \\frac{4x+50}{5}"),
        ("trigonometry at points", "math", "2 \\sin b \\cos a", "\\sin(a+b)-\\sin(a-b)"),
        ("wrong number", "math", "70", "71"),
        ("letter", "choice", "B", "B"),
        ("whole number", "integer", "70", "70"),
        (Short, "choice", "B", "Answer: B"),
    ];

    private const string Short = "letter, short, 4 options";

    public static void Run(TimeSpan each)
    {
        Console.WriteLine(
            $"{"scorer", -8} {"kind", -26} {"a second", 12} {"a CPU second", 12} {"bytes each", 12}   a completion of 1,200 characters each"
        );
        foreach (var (kind, name, target, answer) in _kinds)
        {
            var scorer = Scorers.FindPure(new ScorerSettings(name));
            var filler = string.Concat(Enumerable.Repeat("We look at the sum $a_n + b_n$ and add up what is left over. ", 19));
            var completion =
                name == "choice" ? filler + $"\n\nThe best answer is {answer}." : filler + $"\n\nTherefore the answer is $\\boxed{{{answer}}}$.";
            if (kind == Short)
                completion = answer;
            var right = new Target(target) { Choices = kind == Short ? ["It rises.", "It falls.", "It stays as it is.", "None of these"] : [] };
            for (var i = 0; i < 3000; i++)
                scorer.Grade(completion, right);
            var clock = Stopwatch.StartNew();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var processor = Environment.CpuUsage.TotalTime;
            var graded = 0;
            while (clock.Elapsed < each)
            {
                for (var i = 0; i < 50; i++)
                    scorer.Grade(completion, right);
                graded += 50;
            }

            processor = Environment.CpuUsage.TotalTime - processor;
            Console.WriteLine(
                $"{name, -8} {kind, -26} {graded / clock.Elapsed.TotalSeconds, 12:#,0} {graded / processor.TotalSeconds, 12:#,0} {(GC.GetAllocatedBytesForCurrentThread() - allocated) / graded, 12:#,0}"
            );
        }
    }
}
