using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Judging.Labels;
using Showdown.Operations;
using Showdown.Results;

namespace Showdown.App.Web;

/// <summary>Where people say which of two answers is the better one, without knowing whose they are.</summary>
internal sealed record LabelsPage
{
    public required WebFrame Frame { get; init; }

    public required string Run { get; init; }

    public required string Benchmark { get; init; }

    public required string Title { get; init; }

    /// <summary>Benchmarks of the run whose answers are compared.</summary>
    public required IReadOnlyList<Choice> Benchmarks { get; init; }

    /// <summary>Null until somebody has said who they are.</summary>
    public required string? Rater { get; init; }

    /// <summary>Null where there is none left, or nobody to show it to.</summary>
    public required ShownPair? Pair { get; init; }

    /// <summary>"12 of 300 pairs".</summary>
    public required string Done { get; init; }

    /// <summary>How far raters agree, in a sentence; null where no pair has two labels.</summary>
    public required string? Agreement { get; init; }

    public string Action => $"/runs/{Run}/labels";

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder buttons)
    {
        pages.MapGet("/runs/{id}/labels", ShowAsync);
        pages.MapGet("/runs/{id}/labels.jsonl", ExportAsync);
        buttons.MapPost("/runs/{id}/labels", SaveAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        string id,
        Pages pages,
        RunReader reader,
        PairStore store,
        LabelPairs labels,
        string? benchmark,
        string? rater
    )
    {
        var cancel = context.RequestAborted;
        if (await reader.RunAsync(id, cancel) is not { } run || LabelPairs.Benchmarks(run) is not { Count: > 0 } benchmarks)
            return HttpResults.NotFound();
        benchmark ??= benchmarks[0];
        if (!benchmarks.Contains(benchmark))
            return HttpResults.NotFound();
        var named = string.IsNullOrWhiteSpace(rater) ? null : LabelLines.Rater(rater, "rater");
        var (pair, done) = named is null ? (null, 0) : await labels.NextAsync(run, benchmark, named, cancel);
        var title = run.Settings.Benchmark(benchmark).Title;
        var simulated = run.Settings.Models.Any(m => m.IsSimulated) ? run.Settings.Models.Count(m => m.IsSimulated) : 0;
        var given = LabelFacts.Of(await store.LabelsAsync(id, benchmark, cancel));
        return pages.Render(
            context,
            "labels",
            new LabelsPage
            {
                // Not their names: whose answers these are is not to be known here.
                Frame = pages.Frame(
                    context,
                    $"Label answers: {title}",
                    "runs",
                    simulated > 0 ? [Format.Counted(simulated, "model", "models")] : null,
                    simulated == run.Settings.Models.Count
                ),
                Run = id,
                Benchmark = benchmark,
                Title = title,
                Benchmarks = [.. benchmarks.Select(b => new Choice(b, run.Settings.Benchmark(b).Title))],
                Rater = named,
                Pair = pair is null ? null : new ShownPair(pair.Token, pair.Prompt, pair.Left, pair.Right),
                Done = pair is null
                    ? $"{Format.Counted(done, "pair", "pairs")}"
                    : $"{Format.Count(done)} of {Format.Counted(pair.Of, "pair", "pairs")}",
                Agreement = given.Sentence,
            }
        );
    }

    private static async Task<IResult> SaveAsync(HttpContext context, string id, RunReader reader, LabelPairs labels)
    {
        var cancel = context.RequestAborted;
        var form = await context.Request.ReadFormAsync(cancel);
        if (await reader.RunAsync(id, cancel) is not { } run)
            return HttpResults.NotFound();
        var (benchmark, rater) = (form["benchmark"].ToString(), form["rater"].ToString());
        var choice = form["choice"].ToString() switch
        {
            "left" => RaterChoice.Left,
            "right" => RaterChoice.Right,
            "tie" => RaterChoice.Tie,
            "skip" => RaterChoice.Skip,
            var other => throw new SettingsException($"'choice' must be left, right, tie or skip, not '{other}'."),
        };
        return await labels.SaveAsync(run, benchmark, rater, form["pair"].ToString(), choice, cancel)
            ? new SeeOther($"/runs/{Uri.EscapeDataString(id)}/labels?benchmark={Uri.EscapeDataString(benchmark)}&rater={Uri.EscapeDataString(rater)}")
            : HttpResults.NotFound();
    }

    private static async Task<IResult> ExportAsync(HttpContext context, string id, RunReader reader, LabelPairs labels, string? benchmark)
    {
        if (await reader.RunAsync(id, context.RequestAborted) is not { } run || LabelPairs.Benchmarks(run) is not { Count: > 0 } benchmarks)
            return HttpResults.NotFound();
        benchmark ??= benchmarks[0];
        if (!benchmarks.Contains(benchmark))
            return HttpResults.NotFound();
        var lines = labels.ExportAsync(run, benchmark, context.RequestAborted);
        return HttpResults.Stream(
            async stream =>
            {
                await using var writer = new StreamWriter(stream);
                await foreach (var line in lines)
                    await writer.WriteLineAsync(line);
            },
            "application/jsonl",
            "labels.jsonl"
        );
    }
}

/// <summary>A pair as the page shows it: texts of models, and a name for the pair that tells nothing of whose they are.</summary>
internal sealed record ShownPair(string Token, string Prompt, string Left, string Right);
