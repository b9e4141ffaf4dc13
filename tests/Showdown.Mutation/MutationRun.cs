using System.Collections.Concurrent;
using Showdown.Statistics;

namespace Showdown.Mutation;

/// <summary>Runs the tests that walk over each mutant, the quickest first, until one fails.</summary>
internal sealed class MutationRun
{
    private const string Broken = "broken";
    private const string OutOfTime = "killed by the clock";

    private readonly WorkerProgram _program;
    private readonly IReadOnlyList<Covered> _tests;
    private readonly Dictionary<int, string> _files;
    private readonly HashSet<int> _static;
    private readonly ConcurrentDictionary<Mutant, string> _results = [];

    /// <param name="mutants">All that the assembly holds.</param>
    /// <param name="tests">As a worker numbers them.</param>
    public MutationRun(WorkerProgram program, IReadOnlyList<Mutant> mutants, IReadOnlyList<Covered> tests)
    {
        (_program, _tests) = (program, tests);
        _static = [.. tests.SelectMany(t => t.Static)];
        _files = mutants.ToDictionary(m => m.Id, m => m.File);
    }

    /// <returns>What became of each.</returns>
    public async Task<IReadOnlyDictionary<Mutant, string>> RunAsync(IEnumerable<Mutant> chosen)
    {
        var left = new ConcurrentQueue<(Mutant Mutant, bool Again)>(chosen.Select(m => (m, false)));
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => WorkAsync(left)));
        return _results;
    }

    private async Task WorkAsync(ConcurrentQueue<(Mutant Mutant, bool Again)> left)
    {
        WorkerProcess? worker = null;
        while (left.TryDequeue(out var next))
        {
            var id = next.Mutant.Id;
            if (_static.Contains(id))
            {
                // Only the first test of a process walks over it, but all that use the file see what became of it.
                using var alone = await _program.StartWithAsync(id);
                var users = Covering(t => t.Any(other => _files.GetValueOrDefault(other) == next.Mutant.File));
                Note(next.Mutant, alone is null ? "killed before the first test" : await TryAsync(alone, id, users));
                continue;
            }

            if (Covering(t => t.Contains(id)) is not { Count: > 0 } covering)
            {
                Note(next.Mutant, "no test goes there");
                continue;
            }

            if (next.Again)
            {
                // With nothing before it, it is this mutant that leaves its process broken.
                using var fresh = await _program.StartAsync();
                Note(next.Mutant, await TryAsync(fresh, id, covering) is var again and not Broken ? again : "killed, and its process with it");
                continue;
            }

            worker ??= await _program.StartAsync();
            var result = await TryAsync(worker, id, covering);
            if (result is Broken or OutOfTime)
            {
                worker.Dispose();
                worker = null;
            }

            if (result == Broken)
                left.Enqueue((next.Mutant, true));
            else
                Note(next.Mutant, result);
        }

        worker?.Dispose();
    }

    private async Task<string> TryAsync(WorkerProcess worker, int id, List<int> tests)
    {
        foreach (var test in tests)
        {
            var answer = await worker.AskAsync($"{id} {test}", TimeSpan.FromSeconds(5 * _tests[test].Seconds + 5));
            if (answer != "passed")
                return answer switch
                {
                    null => OutOfTime,
                    Broken => Broken,
                    _ => $"killed by {worker.Tests[test]}",
                };
        }

        return "survived";
    }

    private void Note(Mutant mutant, string result)
    {
        _results[mutant] = result;
        if (_results.Count % 50 == 0)
            Console.Error.WriteLine($"{_results.Count} done");
    }

    private List<int> Covering(Func<HashSet<int>, bool> covers) =>
        [.. Enumerable.Range(0, _tests.Count).Where(i => _tests[i].Mutants is { } ids && covers(ids)).OrderBy(i => _tests[i].Seconds)];
}

/// <summary>What became of mutants, in words.</summary>
internal static class MutationReport
{
    /// <param name="whole">Not drawn by chance.</param>
    public static void Write(IReadOnlyDictionary<Mutant, string> results, bool whole)
    {
        bool Killed(Mutant m) => results[m].StartsWith("killed", StringComparison.Ordinal);
        var mutants = results.Keys.OrderBy(m => m.Id).ToList();
        foreach (var mutant in mutants.Where(m => !Killed(m)))
            Console.WriteLine($"{mutant.File}:{mutant.Line} {results[mutant]}: {mutant.Change} (mutant {mutant.Id})");
        foreach (var file in mutants.GroupBy(m => m.File))
            Console.WriteLine($"{100.0 * file.Count(Killed) / file.Count(), 6:0.0} %  {file.Count(Killed), 5} of {file.Count(), 5}  {file.Key}");
        var (killed, all) = (mutants.Count(Killed), mutants.Count);
        var interval = Interval.Wilson((double)killed / all, all, 1.96);
        Console.WriteLine(
            $"{100.0 * killed / all, 6:0.0} %  {killed, 5} of {all, 5}  all{(whole ? "" : $"; of a sample, so {100 * interval.Low:0} to {100 * interval.High:0} % of the whole")}"
        );
    }
}
