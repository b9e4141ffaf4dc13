using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>One benchmark.yaml with what is wrong in it. One that comes with the program is read when somebody asks for it: a job names a few of
/// dozens.</summary>
public sealed class BenchmarkEntry
{
    private readonly Lazy<(BenchmarkSettings? Benchmark, Problems Problems)> _read;

    internal BenchmarkEntry(string id, Func<(BenchmarkSettings? Benchmark, Problems Problems)> read) => (Id, _read) = (id, new(read));

    internal BenchmarkEntry(string id, BenchmarkSettings? benchmark, Problems problems) => (Id, _read) = (id, new((benchmark, problems)));

    /// <summary>That of its folder when the file cannot be read at all.</summary>
    public string Id { get; }

    /// <summary>Null when the file cannot be read at all, or its id is another benchmark's.</summary>
    public BenchmarkSettings? Benchmark => _read.Value.Benchmark;

    /// <summary>With any it must not be asked.</summary>
    public Problems Problems => _read.Value.Problems;
}
