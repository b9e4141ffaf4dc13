namespace Showdown.Sandboxing;

/// <summary>How the sandbox is built and what one run in it may use.</summary>
public sealed record SandboxOptions
{
    /// <summary>The bubblewrap program: a path, or a name to look for in PATH.</summary>
    public string Bubblewrap { get; init; } = "bwrap";

    /// <summary>The Python interpreter: a path, or a name to look for in PATH. Its version and packages are what programs meet.</summary>
    public string Python { get; init; } = "python3";

    /// <summary>Where the sandbox keeps its socket and its scripts; null: the folder for temporary files (TMPDIR).</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// Packages that programs may count on: those that the official images of EvalPlus and LiveCodeBench have and programs do import.
    /// </summary>
    public IReadOnlyList<string> Packages { get; init; } = ["numpy"];

    /// <summary>Runs at the same time, from 1. More than there are processors slows each down without making all faster.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>Address space of a run, in bytes: 4 GiB, as EvalPlus allows.</summary>
    public long MemoryBytes { get; init; } = 4L << 30;

    /// <summary>What a run may write to its /tmp, in bytes; also the largest file.</summary>
    public long DiskBytes { get; init; } = 64L << 20;

    /// <summary>Largest answer to one test, in bytes, and largest standard output of a script.</summary>
    public int OutputBytes { get; init; } = 64 << 20;

    /// <summary>Threads of a run. It never gets a second process.</summary>
    public int Threads { get; init; } = 64;

    /// <summary>How long the sandbox itself may take to start a run before that counts as a failure of ours.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);
}
