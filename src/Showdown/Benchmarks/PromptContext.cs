using System.Collections;
using System.Diagnostics;
using System.Numerics;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Showdown.Benchmarks;

/// <summary>
/// What a prompt's template runs in: functions that give the same for the same sample, and a budget of steps, size and time for each prompt. A
/// template is a program that somebody wrote, and a folder of benchmarks is read by everything: none may hold it up.
/// </summary>
internal sealed class PromptContext : TemplateContext
{
    /// <summary>How the message begins when a prompt goes beyond its steps or its time.</summary>
    public const string Exceeded = "it takes ";

    /// <summary>Characters of a prompt and of any text on the way to it: several times what any model reads.</summary>
    private const int LongestText = 16 << 20;

    /// <summary>Nodes evaluated, and what they hold in units of 256 characters, one item of a list or one byte of a whole number.</summary>
    private const int MostSteps = 500_000;

    /// <summary>For what steps do not count, such as many slow regular expressions. Most prompts take less than a millisecond.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _longestRegex = TimeSpan.FromSeconds(1);

    // Scriban copies all its functions for each context unless they are given; read-only, so that no template can change them for the next.
    private static readonly ScriptObject _functions = Repeating(TemplateContext.GetDefaultBuiltinObject());

    private int _steps;
    private long _begin;

    public PromptContext()
        : base(_functions)
    {
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedTargetAccess = false;
        LoopLimit = 100_000;
        LimitToString = LongestText;
        OutputLimit = LongestText;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        RegexTimeOut = _longestRegex;
        NewLine = "\n";
    }

    /// <summary>Gives the next prompt a budget of its own.</summary>
    public void Begin() => (_steps, _begin) = (0, Stopwatch.GetTimestamp());

    public override object? Evaluate(ScriptNode? node, bool aliasReturnedExpression)
    {
        Spend(1, node);
        var value = base.Evaluate(node, aliasReturnedExpression);
        Spend(SizeOf(value), node);
        return value;
    }

    private void Spend(int steps, ScriptNode? node)
    {
        _steps += steps;
        if (_steps > MostSteps)
            throw new ScriptRuntimeException(node?.Span ?? default, $"{Exceeded}more than {MostSteps:N0} steps, and a prompt has no more.");
        if (Stopwatch.GetElapsedTime(_begin) > _longest)
            throw new ScriptRuntimeException(
                node?.Span ?? default,
                $"{Exceeded}longer than the {_longest.TotalSeconds:0} seconds that a prompt has."
            );
    }

    private static int SizeOf(object? value) =>
        value switch
        {
            string text => text.Length / 256,
            ScriptArray items => items.Count,
            ICollection items => items.Count,
            BigInteger number => number.GetByteCount(),
            _ => 0,
        };

    // Left out: what gives another prompt tomorrow, and what compiles text as a template.
    private static ScriptObject Repeating(ScriptObject functions)
    {
        foreach (var group in functions.Keys.Except(["array", "html", "math", "object", "regex", "string", "empty", "blank"]).ToList())
            functions.Remove(group);
        Keep("math", without: ["random", "uuid"]);
        Keep("object", without: ["eval", "eval_template"]);
        foreach (var group in functions.Values.OfType<ScriptObject>())
            group.IsReadOnly = true;
        functions.IsReadOnly = true;
        return functions;

        void Keep(string group, string[] without)
        {
            var own = (ScriptObject)functions[group]!;
            foreach (var name in without)
                own.Remove(name);
        }
    }
}
