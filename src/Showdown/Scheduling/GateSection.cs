using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>One entry of 'gates' in a job file: what must hold for the run to end with exit code 0.</summary>
internal static partial class GateSection
{
    private static readonly string[] _kinds = ["drop", "below", "worse-than", "cost", "latency", "coverage"];

    /// <returns>Null when the gate names no known kind.</returns>
    public static Gate? Read(Section section, IReadOnlyList<string> models, IReadOnlyList<string> benchmarks)
    {
        if (!section.Has("on"))
            section.Missing("on");
        var on = section.Word("on", _kinds);
        var gate = new Gate(on ?? "")
        {
            Baseline = section.Text("baseline"),
            Benchmark = Named(section, "benchmark", benchmarks),
            Model = Named(section, "model", models),
            Than = Named(section, "than", models),
            Confirm = section.Word("confirm", ["rerun", "none"]) is not "none" && on == "drop",
            Value = on is "below" or "coverage" ? section.Number("value", 0, 1) : section.Number("value", 0, double.PositiveInfinity),
        };
        section.RefuseUnknownKeys();
        if (on is null)
            return null;
        Require(section, on);
        if (gate.Baseline is { } baseline && !Baseline().IsMatch(baseline))
            section.Problem("baseline", $"'baseline' cannot be '{baseline}'. Write last-N-runs, such as last-7-runs.");
        if (section.Has("confirm") && on != "drop")
            section.Problem("confirm", "only a gate on 'drop' can be confirmed by a rerun.");
        if (on == "worse-than" && gate.Than is not null && gate.Than == gate.Model)
            section.Problem("than", "'model' and 'than' are the same model.");
        return gate;
    }

    private static void Require(Section section, string on)
    {
        var needed = on switch
        {
            "drop" => "baseline",
            "worse-than" => "than",
            _ => "value",
        };
        if (section.Has(needed))
            return;
        var meaning = on switch
        {
            "drop" => "last-7-runs, or another number of runs",
            "worse-than" => "the model that must not be better",
            "below" => "the lowest score allowed, a share from 0 to 1",
            "cost" => "the highest cost of the run in USD",
            "latency" => "the highest 95th percentile of the time to the first token in seconds",
            _ => "the lowest share of attempts that must have been scored, from 0 to 1",
        };
        section.Problem("on", $"a gate on '{on}' needs '{needed}': {meaning}.");
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
