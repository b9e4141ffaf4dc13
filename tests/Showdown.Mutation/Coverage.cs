using System.Collections.Concurrent;
using System.Text.Json;

namespace Showdown.Mutation;

/// <summary>What one test walks over.</summary>
/// <param name="Seconds">It takes.</param>
/// <param name="Mutants">Null: it takes longer than <paramref name="Seconds"/>, or fails without any.</param>
/// <param name="Static">Those of them that are walked over once in a process, by whichever test comes first.</param>
internal sealed record Covered(double Seconds, HashSet<int>? Mutants, HashSet<int> Static);

/// <summary>
/// Finds out what each test walks over, with as many workers as there are processors. Kept beside the mutants, because it takes longer than most
/// runs: a test that is there already is not asked again, so that the file has to go when a test walks elsewhere.
/// </summary>
internal sealed class Coverage(string made, WorkerProgram program, TimeSpan slowest)
{
    private readonly string _file = Path.Combine(made, "coverage.json");

    /// <returns>In the order in which a worker numbers its tests.</returns>
    public async Task<IReadOnlyList<Covered>> FindAsync()
    {
        var known = Known();
        using var first = await program.StartAsync();
        var tests = first.Tests;
        var left = new ConcurrentQueue<int>(Enumerable.Range(0, tests.Count).Where(i => !known.ContainsKey(tests[i])));
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => AskAsync(left, tests, known)));
        var found = tests.Select(t => known[t]).ToList();
        Console.Error.WriteLine($"{found.Count(f => f.Mutants is not null)} of {found.Count} tests are used: the others fail or are slow");
        return found;
    }

    private ConcurrentDictionary<string, Covered> Known()
    {
        if (!File.Exists(_file))
            return [];
        var known = JsonSerializer.Deserialize<Dictionary<string, Covered>>(File.ReadAllBytes(_file))!;
        return new(known.Where(k => k.Value.Mutants is not null || k.Value.Seconds >= slowest.TotalSeconds));
    }

    private async Task AskAsync(ConcurrentQueue<int> left, IReadOnlyList<string> tests, ConcurrentDictionary<string, Covered> known)
    {
        WorkerProcess? worker = null;
        while (left.TryDequeue(out var test))
        {
            worker ??= await program.StartAsync();
            switch ((await worker.AskAsync($"cover {test}", slowest))?.Split(' '))
            {
                case ["covered", var seconds, var all, var atStart]:
                    known[tests[test]] = new(double.Parse(seconds), Ids(all), Ids(atStart));
                    break;
                case ["fails", .. var what]:
                    Console.Error.WriteLine($"not used, it fails without a mutant: {tests[test]}: {string.Join(' ', what)}");
                    known[tests[test]] = new(0, null, []);
                    break;
                default:
                    known[tests[test]] = new(slowest.TotalSeconds, null, []);
                    worker.Dispose();
                    worker = null;
                    break;
            }

            if (known.Count % 50 == 0)
                Save(known);
        }

        worker?.Dispose();
        Save(known);
    }

    private static HashSet<int> Ids(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    private void Save(ConcurrentDictionary<string, Covered> known)
    {
        lock (program)
            File.WriteAllBytes(_file, JsonSerializer.SerializeToUtf8Bytes(known));
    }
}
