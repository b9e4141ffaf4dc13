using System.Collections.Concurrent;
using Showdown.Statistics;

namespace Showdown.Mutation;

/// <summary>Finds out by which tests each mutant is walked over, and runs these, the quickest first, until one fails.</summary>
internal sealed class MutationRun
{
    private readonly string _assembly;
    private readonly string _place;
    private readonly IReadOnlyList<Mutant> _mutants;
    private readonly IReadOnlyCollection<string> _prefixes;
    private readonly TimeSpan _slowest;

    /// <param name="made">The assembly with its mutants, and their list.</param>
    public MutationRun(string made, IReadOnlyCollection<string> prefixes, TimeSpan slowest)
    {
        _assembly = Path.GetFileName(Directory.GetFiles(made, "*.dll").Single());
        _mutants = Mutant.Read(Path.Combine(made, "mutants.json"));
        (_prefixes, _slowest) = (prefixes, slowest);
        // The workers' own copy of everything, with the mutated assembly in the place of the real one.
        _place = Directory.CreateTempSubdirectory("showdown-mutation-").FullName;
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(_place, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        File.Copy(Path.Combine(made, _assembly), Path.Combine(_place, _assembly), overwrite: true);
    }

    public async Task<int> RunAsync(string folder, int? sample)
    {
        var tests = await CoverageAsync();
        var chosen = _mutants.Where(m => folder == "." || m.File.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal)).ToList();
        if (sample is { } few)
        {
            var order = chosen.ToArray();
            new Random(1).Shuffle(order);
            chosen = [.. order.Take(few).OrderBy(m => m.Id)];
        }

        var results = new ConcurrentDictionary<Mutant, string>();
        var left = new ConcurrentQueue<(Mutant Mutant, bool Again)>(chosen.Select(m => (m, false)));
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => WorkAsync(left, tests, results)));
        Directory.Delete(_place, recursive: true);
        return Report(chosen, results, whole: sample is null);
    }

    /// <summary>For each test its seconds and the mutants that it walks over; null for one that fails without any, or is slow.</summary>
    private async Task<IReadOnlyList<(double Seconds, HashSet<int> Covers)?>> CoverageAsync()
    {
        var worker = await WorkerProcess.StartAsync(_place, _assembly, _prefixes);
        var found = new List<(double, HashSet<int>)?>();
        for (var i = 0; i < worker.Tests; i++)
        {
            switch ((await worker.AskAsync($"cover {i}", _slowest))?.Split(' '))
            {
                case ["covered", var seconds, .. var ids]:
                    found.Add((double.Parse(seconds), [.. ids.Where(id => id.Length > 0).Select(int.Parse)]));
                    break;
                case ["fails", .. var what]:
                    Console.Error.WriteLine($"not used, it fails without a mutant: {string.Join(' ', what)}");
                    found.Add(null);
                    break;
                default:
                    found.Add(null);
                    worker.Dispose();
                    worker = await WorkerProcess.StartAsync(_place, _assembly, _prefixes);
                    break;
            }
        }

        worker.Dispose();
        Console.Error.WriteLine($"{found.Count(f => f is not null)} of {found.Count} tests are used: the others fail or are slow");
        return found;
    }

    private async Task WorkAsync(
        ConcurrentQueue<(Mutant Mutant, bool Again)> left,
        IReadOnlyList<(double Seconds, HashSet<int> Covers)?> tests,
        ConcurrentDictionary<Mutant, string> results
    )
    {
        WorkerProcess? worker = null;
        while (left.TryDequeue(out var next))
        {
            var covering = Enumerable
                .Range(0, tests.Count)
                .Where(i => tests[i]?.Covers.Contains(next.Mutant.Id) == true)
                .OrderBy(i => tests[i]!.Value.Seconds)
                .ToList();
            if (covering.Count == 0)
            {
                results[next.Mutant] = "no test goes there";
                continue;
            }

            worker ??= await WorkerProcess.StartAsync(_place, _assembly, _prefixes);
            var limit = TimeSpan.FromSeconds(5 * covering.Sum(i => tests[i]!.Value.Seconds) + 10);
            var answer = await worker.AskAsync($"{next.Mutant.Id} {string.Join(' ', covering)}", limit);
            if (answer is null or "broken")
            {
                worker.Dispose();
                worker = null;
            }

            if (answer == "broken" && !next.Again)
                left.Enqueue((next.Mutant, true));
            else
                results[next.Mutant] = answer ?? "killed by the clock";
            if (results.Count % 50 == 0)
                Console.Error.WriteLine($"{results.Count} done, {left.Count} left");
        }

        worker?.Dispose();
    }

    private static int Report(List<Mutant> mutants, ConcurrentDictionary<Mutant, string> results, bool whole)
    {
        bool Killed(Mutant m) => results[m].StartsWith("killed", StringComparison.Ordinal);
        foreach (var mutant in mutants.Where(m => !Killed(m)))
            Console.WriteLine($"{mutant.File}:{mutant.Line} {results[mutant]}: {mutant.Change} (mutant {mutant.Id})");
        foreach (var file in mutants.GroupBy(m => m.File))
            Console.WriteLine($"{100.0 * file.Count(Killed) / file.Count(), 6:0.0} %  {file.Count(Killed), 5} of {file.Count(), 5}  {file.Key}");
        var (killed, all) = (mutants.Count(Killed), mutants.Count);
        if (all == 0)
        {
            Console.Error.WriteLine("no mutant stands in this folder");
            return 2;
        }

        var interval = Interval.Wilson((double)killed / all, all, 1.96);
        Console.WriteLine(
            $"{100.0 * killed / all, 6:0.0} %  {killed, 5} of {all, 5}  all{(whole ? "" : $"; of a sample, so {100 * interval.Low:0} to {100 * interval.High:0} % of the whole")}"
        );
        return 0;
    }
}
