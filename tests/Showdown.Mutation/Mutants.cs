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

    public const int None = -1;

    public void Activate(int id) => Field("ActiveMutant").SetValue(null, id);

    /// <summary>Notes from now on whose places are walked over, or no longer.</summary>
    public void Capture(bool on) => Field("CaptureCoverage").SetValue(null, on);

    /// <summary>What something walks over, and what of it a static field or constructor holds.</summary>
    public async Task<(IReadOnlyCollection<int> All, IReadOnlyCollection<int> Static)> CoveredAsync(Task something)
    {
        // The assembly looks for each place in a list of those before it: an emptied list is a short one.
        var lists = new List<IList<int>[]>();
        do
        {
            lists.Add(TakeCovered());
        } while (await Task.WhenAny(something, Task.Delay(1)) != something);
        lists.Add(TakeCovered());
        return (lists.SelectMany(l => l[0]).ToHashSet(), lists.SelectMany(l => l[1]).ToHashSet());
    }

    /// <summary>Whose places were walked over since the last time; the second list: in a static field or constructor.</summary>
    public IList<int>[] TakeCovered() => (IList<int>[])_control.GetMethod("GetCoverageData")!.Invoke(null, null)!;

    private FieldInfo Field(string name) => _control.GetField(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
}
