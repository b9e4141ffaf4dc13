namespace Showdown.Mutation;

/// <summary>What the workers run: a copy of everything that is built here, with the mutated assembly in the place of the real one.</summary>
internal sealed class WorkerProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("showdown-mutation-").FullName;
    private readonly string _assembly;
    private readonly TestChoice _choice;

    /// <param name="made">Holds the assembly with its mutants.</param>
    public WorkerProgram(string made, TestChoice choice)
    {
        var mutated = Directory.GetFiles(made, "*.dll").Single();
        (_assembly, _choice) = (Path.GetFileName(mutated), choice);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(_folder, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        File.Copy(mutated, Path.Combine(_folder, _assembly), overwrite: true);
    }

    public async Task<WorkerProcess> StartAsync() =>
        await StartWithAsync(MutantSwitch.None, TimeSpan.FromMinutes(5)) ?? throw new InvalidOperationException("a worker did not start");

    /// <param name="mutant">Switched on from the first instruction, as fields that are static need: they are set once in a process.</param>
    /// <returns>Null: it did not survive that, or never ends with it.</returns>
    public Task<WorkerProcess?> StartWithAsync(int mutant) => StartWithAsync(mutant, TimeSpan.FromSeconds(20));

    /// <param name="limit">Of processor time, until it has found its tests: about two seconds' work.</param>
    private Task<WorkerProcess?> StartWithAsync(int mutant, TimeSpan limit) =>
        WorkerProcess.StartAsync(
            limit,
            [Path.Combine(_folder, "Showdown.Mutation.dll"), "worker", _assembly, $"{mutant}", $"{_choice.IsQuick}", .. _choice.Prefixes]
        );

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
