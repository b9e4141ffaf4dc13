using Showdown.Models;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.App.Cli;

/// <summary>
/// Lines on standard error, for logs: an evaluation is told when it begins, when attempts fail and when it is through, a benchmark when its answers
/// begin to be compared; the whole once a minute.
/// </summary>
internal sealed class LineDisplay(RunReader reader, RunProgress progress, ChatModels models, DatabasePatience patience)
    : RunDisplay(reader, progress, models, patience)
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(5);

    protected override void Tell(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.Error.WriteLine(line);
    }

    protected override Task<RunRow> ShowAsync(string runId, CancellationToken cancel)
    {
        var log = new ProgressLog(TimeProvider.System);
        var looked = TimeProvider.System.GetTimestamp();
        return WatchAsync(runId, Say, cancel);

        void Say(IReadOnlyList<EvaluationState> states, bool ended)
        {
            if (!ended && TimeProvider.System.GetElapsedTime(looked) < _between)
                return;
            looked = TimeProvider.System.GetTimestamp();
            Tell(log.News(states));
        }
    }
}

/// <summary>Which lines of progress are worth a line in a log.</summary>
internal sealed class ProgressLog(TimeProvider time)
{
    private static readonly TimeSpan _betweenTotals = TimeSpan.FromMinutes(1);
    private readonly Dictionary<(string Benchmark, string Model), (bool Begun, int Failed, bool Through)> _told = [];
    private readonly HashSet<string> _troubles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _judging = new(StringComparer.Ordinal);
    private long? _totalAt;

    public IReadOnlyList<string> News(IReadOnlyList<EvaluationState> states)
    {
        var lines = new List<string>();
        foreach (var state in states)
        {
            var (now, key) = ((state.Counts.Total > 0, state.Counts.Failed, state.IsThrough), (state.Benchmark, state.Model));
            if (_told.GetValueOrDefault(key) == now)
                continue;
            _told[key] = now;
            lines.Add($"{state.Benchmark} {state.Model}: {Line(state)}, right so far {state.Accuracy}");
        }

        lines.AddRange(states.Where(s => s.Judging is not null && _judging.Add(s.Benchmark)).Select(s => $"{s.Benchmark}: {s.Judging}"));
        lines.AddRange(states.Select(s => s.Trouble).OfType<string>().Where(_troubles.Add));
        if (states.Count > 0 && (_totalAt is not { } at || time.GetElapsedTime(at) >= _betweenTotals))
        {
            _totalAt = time.GetTimestamp();
            lines.Add($"in all: {Line(EvaluationState.Sum([.. states], "", ""))}");
        }

        return lines;
    }

    private static string Line(EvaluationState state) => $"{state.Done}, failed {state.Counts.Failed}{state.Pace}, cost {state.Cost}, {state.Rest}";
}
