using Microsoft.Extensions.DependencyInjection;
using Showdown.Models;
using Showdown.Results;
using Showdown.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Showdown.App.Cli;

/// <summary>Shows a run while it goes on, until it has ended and its report is there.</summary>
internal abstract class RunDisplay(RunReader reader, RunProgress progress, ChatModels models, DatabasePatience patience)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<string, Pace> _paces = [];

    /// <summary>A live table in a terminal; plain lines on standard error elsewhere.</summary>
    public static RunDisplay Choose(IServiceProvider services, bool json)
    {
        var live = !json && AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;
        return live
            ? ActivatorUtilities.CreateInstance<LiveDisplay>(services)
            : ActivatorUtilities.CreateInstance<LineDisplay>(services);
    }

    /// <returns>The run as it ended.</returns>
    public async Task<RunRow> FollowAsync(string runId, CancellationToken cancel)
    {
        await Console.Error.WriteLineAsync($"run {runId}");
        return await ShowAsync(runId, cancel);
    }

    protected abstract Task<RunRow> ShowAsync(string runId, CancellationToken cancel);

    /// <summary>Tells of an endpoint's passport as soon as it is made.</summary>
    protected abstract void Tell(IEnumerable<string> lines);

    /// <summary>Watches the run and hands each state on; the last one is the end.</summary>
    protected async Task<RunRow> WatchAsync(string runId, Action<IReadOnlyList<EvaluationState>, bool> show, CancellationToken cancel)
    {
        IReadOnlyList<EvaluationRow> evaluations = [];
        var told = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var run = await ReadAsync(() => reader.RunAsync(runId, cancel)) ?? throw new InvalidOperationException($"run {runId} is gone");
            if (evaluations.Count == 0)
                evaluations = await ReadAsync(() => reader.EvaluationsAsync(runId, cancel));
            var ended = run.Status != RunStatus.Running && (run.Report ?? run.ReportError) is not null;
            await TellPassportsAsync(run, told, cancel);
            show(evaluations.Select(e => State(run, e)).ToList(), ended);
            if (ended)
                return run;
            await Task.Delay(_pause, cancel);
        }

        // The workers wait for a database that is away; so does who looks on.
        Task<T> ReadAsync<T>(Func<Task<T>> read) => patience.ReadAsync(read, reason => Tell([$"The database is away and is waited for: {reason}"]), cancel);
    }

    private async Task TellPassportsAsync(RunRow run, HashSet<string> told, CancellationToken cancel)
    {
        if (!run.Settings.Job.Probe || told.Count == run.Settings.Models.Count(m => !m.IsReplay))
            return;
        foreach (var comparison in (await patience.ReadAsync(() => reader.PassportsAsync(run.Id, cancel), _ => { }, cancel)).Where(c => told.Add(c.Passport.ModelId)))
            Tell(PassportLines.Changes(comparison).Prepend(PassportLines.Line(comparison.Passport)));
    }

    private EvaluationState State(RunRow run, EvaluationRow evaluation)
    {
        var seen = progress.Of(evaluation.Id);
        var counts = seen.Counts;
        if (!_paces.TryGetValue(evaluation.Id, out var pace))
            _paces[evaluation.Id] = pace = new Pace();
        var perSecond = pace.PerSecond(counts.Total - seen.Before);
        return new EvaluationState
        {
            Benchmark = evaluation.BenchmarkId,
            Model = evaluation.ModelId,
            Counts = counts,
            Expected = evaluation.Expected,
            PerSecond = counts.Total == evaluation.Expected ? 0 : perSecond,
            CostUsd = run.Settings.Model(evaluation.ModelId).Price is null ? null : seen.CostUsd,
            Trouble = models.Troubles.FirstOrDefault(t => t.ModelId == evaluation.ModelId)?.Line,
        };
    }

    // Attempts a second over the last few seconds.
    private sealed class Pace
    {
        private static readonly TimeSpan _window = TimeSpan.FromSeconds(5);
        private readonly Queue<(long At, int Done)> _marks = new();

        public double PerSecond(int done)
        {
            var now = TimeProvider.System.GetTimestamp();
            _marks.Enqueue((now, done));
            while (TimeProvider.System.GetElapsedTime(_marks.Peek().At, now) > _window)
                _marks.Dequeue();
            var (at, before) = _marks.Peek();
            var seconds = TimeProvider.System.GetElapsedTime(at, now).TotalSeconds;
            return seconds < 0.1 ? 0 : (done - before) / seconds;
        }
    }
}

/// <summary>How far one evaluation is.</summary>
internal sealed record EvaluationState
{
    public required string Benchmark { get; init; }

    public required string Model { get; init; }

    public required OutcomeCounts Counts { get; init; }

    public required int Expected { get; init; }

    public required double PerSecond { get; init; }

    /// <summary>Null when the price is not known.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>The model's host does not answer; null while it does.</summary>
    public string? Trouble { get; init; }

    public string Accuracy => Counts.Scored == 0 ? "–" : $"{100.0 * Counts.Right / Counts.Scored:0.0} %";

    public string Cost => CostUsd is { } usd ? $"${usd:0.00##}" : "unknown";

    public string Left => Counts.Total >= Expected ? "done" : PerSecond <= 0 ? "…" : Show((Expected - Counts.Total) / PerSecond);

    private static string Show(double seconds) => seconds < 90 ? $"{seconds:0} s" : seconds < 5400 ? $"{seconds / 60:0} min" : $"{seconds / 3600:0.0} h";
}

internal sealed class LiveDisplay(RunReader reader, RunProgress progress, ChatModels models, DatabasePatience patience) : RunDisplay(reader, progress, models, patience)
{
    private readonly List<string> _told = [];

    protected override void Tell(IEnumerable<string> lines) => _told.AddRange(lines);

    protected override async Task<RunRow> ShowAsync(string runId, CancellationToken cancel)
    {
        RunRow? end = null;
        await AnsiConsole.Live(new Text("planning …")).AutoClear(true).StartAsync(async live =>
            end = await WatchAsync(runId, (states, _) => live.UpdateTarget(new Rows([.. _told.Concat(states.Select(s => s.Trouble).OfType<string>().Distinct()).Select(line => new Text(line)), Table(states)])), cancel));
        return end!;
    }

    private static IRenderable Table(IReadOnlyList<EvaluationState> states)
    {
        if (states.Count == 0)
            return new Text("planning …");
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("Benchmark", "Model", "Done");
        foreach (var name in (string[])["Right so far", "Failed", "Requests/s", "Cost", "Left"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var state in states)
        {
            table.AddRow(
                new Text(state.Benchmark),
                new Text(state.Model),
                new Columns(new Text(Bar(state)), new Text($"{state.Counts.Total}/{state.Expected}")) { Expand = false },
                new Text(state.Accuracy),
                new Text($"{state.Counts.Failed}", new Style(state.Counts.Failed > 0 ? Color.Red : null)),
                new Text(state.PerSecond > 0 ? $"{state.PerSecond:0.0}" : ""),
                new Text(state.Cost),
                new Text(state.Left));
        }

        return table;
    }

    private static string Bar(EvaluationState state)
    {
        const int Width = 16;
        var full = (int)((long)Width * state.Counts.Total / Math.Max(1, state.Expected));
        return new string('━', full) + new string('╌', Width - full);
    }
}

internal sealed class LineDisplay(RunReader reader, RunProgress progress, ChatModels models, DatabasePatience patience) : RunDisplay(reader, progress, models, patience)
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(5);

    protected override void Tell(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.Error.WriteLine(line);
    }

    protected override Task<RunRow> ShowAsync(string runId, CancellationToken cancel)
    {
        var said = TimeProvider.System.GetTimestamp();
        return WatchAsync(runId, Say, cancel);

        void Say(IReadOnlyList<EvaluationState> states, bool ended)
        {
            var now = TimeProvider.System.GetTimestamp();
            if (!ended && TimeProvider.System.GetElapsedTime(said, now) < _between)
                return;
            said = now;
            foreach (var state in states)
            {
                var pace = state.PerSecond > 0 ? $", {state.PerSecond:0.0} requests/s" : "";
                Console.Error.WriteLine(
                    $"{state.Benchmark} {state.Model}: {state.Counts.Total}/{state.Expected}, right so far {state.Accuracy}, failed {state.Counts.Failed}{pace}, cost {state.Cost}, left {state.Left}");
            }

            foreach (var trouble in states.Select(s => s.Trouble).OfType<string>().Distinct())
                Console.Error.WriteLine(trouble);
        }
    }
}
