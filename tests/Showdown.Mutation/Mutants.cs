using System.Reflection;
using System.Text.Json;

namespace Showdown.Mutation;

/// <summary>One change of the source that the mutated assembly holds beside the original.</summary>
/// <param name="Id">Switches it on.</param>
/// <param name="File">From the project's folder.</param>
/// <param name="Change">The mutator, and what stands in the original's place.</param>
internal sealed record Mutant(int Id, string File, int Line, string Change)
{
    /// <summary>Of Stryker's report, without those that did not compile or that others of the same block stand for.</summary>
    public static IReadOnlyList<Mutant> Read(string report)
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(report));
        var root = json.RootElement.GetProperty("projectRoot").GetString()!;
        return
        [
            .. from file in json.RootElement.GetProperty("files").EnumerateObject()
            from mutant in file.Value.GetProperty("mutants").EnumerateArray()
            where mutant.GetProperty("status").GetString() is not ("CompileError" or "Ignored")
            orderby int.Parse(mutant.GetProperty("id").GetString()!)
            select new Mutant(
                int.Parse(mutant.GetProperty("id").GetString()!),
                Path.GetRelativePath(root, file.Name),
                mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32(),
                $"{mutant.GetProperty("mutatorName").GetString()}: {OneLine(mutant.GetProperty("replacement").GetString()!)}"
            ),
        ];
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 140 ? line[..140] + "…" : line;
    }
}

/// <summary>The switch that Stryker puts into the assembly.</summary>
internal sealed class MutantSwitch(Assembly mutated)
{
    private readonly Type _control =
        mutated.GetTypes().FirstOrDefault(t => t.Name == "MutantControl")
        ?? throw new InvalidOperationException($"{mutated.Location} holds no mutants: 'tests/mutants' makes one that does");

    /// <param name="id">-1: none.</param>
    public void Activate(int id) => Field("ActiveMutant").SetValue(null, id);

    /// <summary>Which mutants' places are walked over by something.</summary>
    public async Task<IReadOnlyCollection<int>> CoveredAsync(Func<Task> something)
    {
        _control.GetMethod("ResetCoverage")!.Invoke(null, null);
        Field("CaptureCoverage").SetValue(null, true);
        await something();
        Field("CaptureCoverage").SetValue(null, false);
        return [.. ((IList<int>[])_control.GetMethod("GetCoverageData")!.Invoke(null, null)!).SelectMany(ids => ids).Distinct()];
    }

    private FieldInfo Field(string name) => _control.GetField(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
}
