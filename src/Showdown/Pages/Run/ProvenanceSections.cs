using System.Text.Encodings.Web;
using System.Text.Json;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;

namespace Showdown.Pages.Run;

/// <summary>What the figures depend on, so that somebody else can get them again.</summary>
internal static class ProvenanceSections
{
    private const int MostFiles = 20;

    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ProvenanceSection Of(RunResults results, RunNames names)
    {
        var run = results.Facts.Run;
        var facts = new List<Fact>
        {
            new("Run", run.Id, true),
            new("Job", run.Settings.Job.Name),
            new(run.Settings.Import is null ? "Started" : "Imported", Format.Moment(run.CreatedAt)),
        };
        if (run.Settings.Import is { } import)
            facts.AddRange(import.Files.Take(MostFiles).Select(f => new Fact(f.Name, f.Sha256, true)));
        else
            facts.Add(new Fact("Finished", run.FinishedAt is { } end ? Format.Moment(end) : Format.Unknown));
        facts.Add(new Fact("Program", $"showdown {run.Settings.ProgramVersion}", true));
        if (run.ParentId is { } parent)
            facts.Add(new Fact("Repeats run", parent, true));
        return new ProvenanceSection(
            facts,
            names.Benchmarks.Where(b => results.All.Any(e => e.Facts.Row.BenchmarkId == b.Id)).Select(b => Card(b, results)).ToList(),
            names.Models.Select(m => Card(m, results)).ToList(),
            run.Settings.Import is null ? $"showdown rerun {run.Id}" : null
        );
    }

    private static ProvenanceCard Card(BenchmarkName name, RunResults results)
    {
        var settings = results.Facts.Run.Settings;
        var benchmark = settings.Benchmark(name.Id);
        var rows = results.All.Where(e => e.Facts.Row.BenchmarkId == name.Id).Select(e => e.Facts.Row).ToList();
        var asked = settings.Job.Benchmarks.FirstOrDefault(b => b.Id == name.Id);
        var facts = new List<Fact>
        {
            new("Benchmark", $"{benchmark.Id}, version {benchmark.Version}", true),
            new("Dataset", settings.Pins.GetValueOrDefault(name.Id)?.DatasetSha256 ?? rows[0].DatasetSha256, true),
            new(
                "Questions",
                asked?.Limit is { } limit
                    ? $"{Format.Count(rows.Max(r => r.Samples))} (limit {Format.Count(limit)}: the first of a fixed order)"
                    : Format.Count(rows.Max(r => r.Samples))
            ),
            new("Epochs", Format.Count(rows.Max(r => r.Epochs))),
        };
        if (settings.StopOf(name.Id) is { } rule)
            facts.Add(
                new Fact(
                    "Stops",
                    $"when sure: better, worse or equivalent within {VerdictWords.Points(rule.Margin ?? 0)}, after {Format.Counted(rule.AtLeast, "question", "questions")} at least, with an error of {Format.Percent(rule.Error)} over {Format.Counted(settings.StoppingComparisons, "comparison", "comparisons")}"
                )
            );
        if (asked is { Where.Count: > 0 })
            facts.Add(
                new Fact(
                    "Chosen by the job",
                    string.Join("; ", asked.Where.Select(w => $"{w.Key}: {w.Value.Replace("\n", ", ", StringComparison.Ordinal)}")),
                    true
                )
            );
        if (settings.Pins.GetValueOrDefault(name.Id) is { } pin)
        {
            if (pin.PinnedOnFirstUse)
                facts.Add(new Fact("Hash", "recorded at the first pull: upstream's file has none that could be known beforehand"));
            if (settings.Import is null)
                facts.Add(new Fact("Prompt", pin.PromptSha256, true));
            if (pin.FewShotSha256 is { } examples)
                facts.Add(new Fact("Worked examples", $"{benchmark.Shots} from {examples}", true));
            facts.Add(
                new Fact(
                    "Scorer",
                    settings.Import is null
                        ? $"{pin.Scorer}, version {string.Join(" and ", rows.Select(r => r.ScorerVersion).Distinct().Order())}"
                        : string.Join(" and ", rows.Select(r => settings.ScorerOf(name.Id, r.ScorerVersion)).Distinct()),
                    settings.Import is null
                )
            );
        }
        if (settings.TooLong.Where(t => t.Benchmark.Id == benchmark.Id).Select(t => t.Model.DisplayName).ToList() is { Count: > 0 } models)
            facts.Add(
                new Fact("Not asked of", $"{Format.List(models)}: needs a context window of {Format.Count(benchmark.NeedsContext!.Value)} tokens")
            );
        facts.AddRange(settings.Import is { } import ? Recorded(import, name.Id) : Samplings(settings, benchmark));
        return new ProvenanceCard(benchmark.Title, facts);

        static IEnumerable<Fact> Samplings(RunSettings settings, BenchmarkSettings benchmark) =>
            settings
                .Models.Select(m => (m.Id, Text: SettingsWords.Text(settings.SamplingOf(benchmark.Id, m.Id))))
                .GroupBy(s => s.Text)
                .Select(g => new Fact(
                    g.Count() == settings.Models.Count ? "Sampling" : $"Sampling, {string.Join(", ", g.Select(s => s.Id))}",
                    g.Key,
                    true
                ));
    }

    /// <summary>What the other program wrote down about how it asked, and what it did not.</summary>
    private static IEnumerable<Fact> Recorded(Import import, string benchmarkId)
    {
        var own = import.Evaluations.Where(e => e.BenchmarkId == benchmarkId).ToList();
        yield return new Fact("Asked by", string.Join(" and ", own.Select(e => e.Program).Distinct()));
        yield return new Fact("Called there", string.Join(" and ", own.Select(e => e.Task).Distinct()));
        if (own.SelectMany(e => e.OtherMetrics).Distinct().ToList() is { Count: > 0 } others)
            yield return new Fact("Further scores", $"{string.Join(", ", others)} (not imported)");
        foreach (var fact in own.SelectMany(e => e.Facts.Keys).Distinct())
        {
            foreach (var said in own.Where(e => e.Facts.ContainsKey(fact)).GroupBy(e => e.Facts[fact]))
                yield return new Fact(
                    said.Count() == own.Count ? Format.Capital(fact) : $"{Format.Capital(fact)}, {string.Join(", ", said.Select(e => e.ModelId))}",
                    said.Key,
                    true
                );
        }

        yield return new Fact(
            "Prompts",
            own.TrueForAll(e => e.PromptsSha256 is null) ? "not recorded"
                : own.Select(e => e.PromptsSha256).Distinct().Count() == 1 ? "the same for all models"
                : "not the same for all models, or not known of all"
        );
        yield return new Fact("Not known", "whatever is not named here: sampling, hosts, prices and the like");
    }

    private static ProvenanceCard Card(ModelName name, RunResults results)
    {
        var model = results.Facts.Run.Settings.Model(name.Id);
        var figures = results.All.Where(e => e.Facts.Row.ModelId == name.Id).Select(e => e.Facts.Figures).ToList();
        var served = figures.SelectMany(f => f.ServedModels).Distinct().Order(StringComparer.Ordinal).ToList();
        var prints = figures.SelectMany(f => f.SystemFingerprints).Distinct().Order(StringComparer.Ordinal).ToList();
        var facts = new List<Fact>
        {
            new("Model file", model.Id, true),
            new("Asked for", model.Model, true),
            new("Served", served.Count == 0 ? "the host did not say" : string.Join(", ", served), served.Count > 0),
            new(
                "Fingerprints",
                prints.Count == 0
                    ? "the host did not say"
                    : string.Join(", ", prints.Take(12)) + (prints.Count > 12 ? $" and {prints.Count - 12} more" : ""),
                prints.Count > 0
            ),
        };
        if (results.Facts.Run.Settings.Import is not null)
            return new ProvenanceCard(name.Name, facts);
        facts.AddRange([
            new("Host", model.IsSimulated ? "simulated in this program" : SettingsWords.Host(model.Endpoint), !model.IsSimulated),
            new("Connector", model.Connector.Name, true),
        ]);
        if (model.Facts.Variant is { } variant)
            facts.Add(new Fact("Variant", variant));
        if (model.Facts.Architecture is { } architecture)
            facts.Add(new Fact("Architecture", architecture));
        if (model.Facts.OpenWeights is { } open)
            facts.Add(new Fact("Weights", (open ? "open" : "closed") + (model.Facts.Licence is { } licence ? $", {licence}" : "")));
        if (model.Extra is { Count: > 0 } extra)
            facts.Add(new Fact("Further fields", SettingsWords.Safe(extra).ToJsonString(_readable), true));
        var providers = figures.SelectMany(f => f.Providers).Distinct().Order(StringComparer.Ordinal).ToList();
        if (providers.Count > 0)
            facts.Add(new Fact("Served by", string.Join(", ", providers)));
        var origins = figures.SelectMany(f => f.ReusedFrom).Select(e => e.Split('/')[0]).Distinct().Order(StringComparer.Ordinal).ToList();
        if (origins.Count > 0)
            facts.Add(
                new Fact(
                    "Reused",
                    $"{Format.Counted(figures.Sum(f => (long)f.Reused), "completion", "completions")} that {Format.List(origins)} asked and paid for: no cost here, and in no speed figure"
                )
            );
        if (figures.Sum(f => f.CachedInputTokens) is > 0 and var cached)
            facts.Add(new Fact("Cached input", $"{Format.Count(cached)} tokens, as the host says"));
        if (figures.Sum(f => f.ImplausibleUsage) is > 0 and var implausible)
            facts.Add(
                new Fact(
                    "Usage",
                    $"the host's token counts of {Format.Counted(implausible, "attempt", "attempts")} cannot be right; they stand as reported"
                )
            );
        var estimated = figures.Sum(f => f.EstimatedUsage);
        if (estimated > 0)
            facts.Add(new Fact("Tokens", $"counted by us for {Format.Counted(estimated, "attempt", "attempts")}, because the host reported none"));
        return new ProvenanceCard(name.Name, facts);
    }
}
