using Showdown.Domain;

namespace Showdown.Scheduling;

/// <summary>One job file with what is wrong in it.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Job">Null when it cannot be read at all.</param>
/// <param name="Problems">With any the job must not be run.</param>
public sealed record JobEntry(string Path, Job? Job, IReadOnlyList<string> Problems)
{
    /// <summary>Its name in the jobs folder.</summary>
    public string File => System.IO.Path.GetFileName(Path);

    public string Name => Job?.Name ?? System.IO.Path.GetFileNameWithoutExtension(Path);
}
