namespace Showdown.Importing;

/// <summary>What to import, and how to read it.</summary>
public sealed record ImportOptions
{
    /// <summary>Files, and folders whose files are taken.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Names the model: one for all, or one for each path. Empty: as the files name it.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>One of our benchmarks, whose samples the results are about; or a name for theirs. Null: as the files name it.</summary>
    public string? Benchmark { get; init; }

    /// <summary>Which of their scores counts. Null: the format's usual one.</summary>
    public string? Metric { get; init; }

    /// <summary>Our scorer for completions and targets, where no benchmark of ours is named. Null: only their scores are kept.</summary>
    public string? Scorer { get; init; }

    /// <summary>Their scores go from 0 to this.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The name of the format. Null: as the content tells.</summary>
    public string? Format { get; init; }

    /// <summary>The job that the run is filed under. Null: "imported".</summary>
    public string? Name { get; init; }

    /// <summary>All that the outcome depends on besides the files, as text.</summary>
    internal string Key => string.Join('\n', [string.Join('\n', Models), Benchmark, Metric, Scorer, Scale.ToString("R"), Format]);
}
