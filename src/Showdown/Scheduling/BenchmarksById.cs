using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Scheduling;

/// <summary>Benchmarks by id, each read when it is asked for.</summary>
internal sealed class BenchmarksById(ILookup<string, BenchmarkEntry> entries) : IReadOnlyDictionary<string, BenchmarkSettings>
{
    public IEnumerable<string> Keys => entries.Select(e => e.Key).Where(ContainsKey);

    public IEnumerable<BenchmarkSettings> Values => Keys.Select(id => this[id]);

    public int Count => Keys.Count();

    public BenchmarkSettings this[string key] =>
        TryGetValue(key, out var found) ? found : throw new KeyNotFoundException($"there is no benchmark '{key}'");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out BenchmarkSettings value) =>
        (value = entries[key].Select(e => e.Benchmark).FirstOrDefault(b => b is not null)) is not null;

    public IEnumerator<KeyValuePair<string, BenchmarkSettings>> GetEnumerator() =>
        Keys.Select(id => KeyValuePair.Create(id, this[id])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
