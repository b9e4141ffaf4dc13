using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>One entry of 'gates' in a job file: what must hold for the run to end with exit code 0.</summary>
internal static partial class GateSection
{
    private static readonly string[] _kinds = ["drop", "below", "worse-than", "cost", "latency", "tokens-per-second", "coverage"];

    /// <returns>Null when the gate names no known kind, or lacks what its kind needs.</returns>
    public static Gate? Read(Section section, IReadOnlyList<string> models, IReadOnlyList<string> benchmarks)
    {
        if (!section.Has("on"))
            section.Missing("on");
        var on = section.Word("on", _kinds);
        var (benchmark, model) = (Named(section, "benchmark", benchmarks), Named(section, "model", models));
        var gate = Read(section, on, models);
        section.RefuseUnknownKeys();
        return gate is null ? null : gate with { Benchmark = benchmark, Model = model };
    }

    private static Gate? Read(Section section, string? on, IReadOnlyList<string> models)
    {
        // Read whatever the kind, so that a key of another kind is told as such and not as unknown.
        var (baseline, than, confirm) = (section.Text("baseline"), Named(section, "than", models), section.Word("confirm", ["rerun", "none"]));
        var value = on is "below" or "coverage" ? section.Number("value", 0, 1) : section.Number("value", 0, double.PositiveInfinity);
        if (on is null)
            return null;
        if (baseline is not null && !Baseline().IsMatch(baseline))
            section.Problem("baseline", $"'baseline' cannot be '{baseline}'. Write last-N-runs, such as last-7-runs.");
        if (confirm is not null && on != "drop")
            section.Problem("confirm", "only a gate on 'drop' can be confirmed by a rerun.");
        if (on == "worse-than" && than is not null && than == section.Text("model"))
            section.Problem("than", "'model' and 'than' are the same model.");
        return on switch
        {
            "drop" => Needs("baseline", "last-7-runs, or another number of runs")
                ? new Gate.Drop
                {
                    Baseline = baseline,
                    Value = value,
                    Confirm = confirm is not "none",
                }
                : null,
            "worse-than" => Needs("than", "the model that must not be better") ? new Gate.WorseThan(than ?? "") { Value = value } : null,
            "below" => Needs("value", "the lowest score allowed, a share from 0 to 1") ? new Gate.Below(value ?? 0) : null,
            "cost" => Needs("value", "the highest cost of the run in USD") ? new Gate.Cost(value ?? 0) : null,
            "latency" => Needs("value", "the highest 95th percentile of the time to the first token in seconds")
                ? new Gate.Latency(value ?? 0)
                : null,
            "tokens-per-second" => Needs("value", "the lowest median of output tokens a second after the first")
                ? new Gate.TokensPerSecond(value ?? 0)
                : null,
            "coverage" => Needs("value", "the lowest share of attempts that must have been scored, from 0 to 1")
                ? new Gate.Coverage(value ?? 0)
                : null,
            _ => throw new InvalidOperationException($"unknown kind {on}"),
        };

        bool Needs(string key, string meaning)
        {
            if (!section.Has(key))
                section.Problem("on", $"a gate on '{on}' needs '{key}': {meaning}.");
            return section.Has(key);
        }
    }

    private static string? Named(Section section, string key, IReadOnlyList<string> ofJob)
    {
        var name = section.Text(key);
        if (name is not null && !ofJob.Contains(name))
            section.Problem(key, $"'{name}' is not in this job.{Spelling.Hint(name, ofJob)}");
        return name;
    }

    [GeneratedRegex(@"^last-([1-9]\d?)-runs$")]
    private static partial Regex Baseline();
}
