using Showdown.Mutation;

if (args is ["worker", var assembly, var active, var quick, .. var prefixes])
{
    await Worker.RunAsync(assembly, int.Parse(active), new TestChoice(prefixes, bool.Parse(quick)));
    return 0;
}

if (args is not [var made, var folder, .. var rest])
{
    Console.Error.WriteLine(
        """
        How many changes of the source do tests notice? In percent, by file; those that none notices are listed.
        Usage: dotnet run -c Release --project tests/Showdown.Mutation -- MADE FOLDER TESTS... [--quick] [--sample N] [--slowest SECONDS]
          MADE       what 'tests/mutants PROJECT MADE' wrote: the assembly with its mutants, and their list; it keeps there which test walks over which
          FOLDER     or file of the project's source, such as Sequential or Scoring/Choice; . is all of it
          TESTS      beginnings of the full names of test classes, such as Showdown.Tests.Statistics
          --quick    only tests that 'tests/run --quick' runs: where the others need a server of databases
          --sample   only so many mutants, drawn by chance, the same ones every time
          --slowest  leaves out tests that take longer (default: 10)
        """
    );
    return 2;
}

int? Number(string option) => Array.IndexOf(rest, option) is >= 0 and var at ? int.Parse(rest[at + 1]) : null;

bool InFolder(string file) => folder == "." || file == folder || file.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

var mutants = Mutant.Read(Path.Combine(made, "mutants.json"));
var chosen = mutants.Where(m => InFolder(m.File)).ToArray();
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"no mutant stands in {folder}");
    return 2;
}

var sample = Number("--sample");
if (sample is not null)
    new Random(1).Shuffle(chosen);
using var program = new WorkerProgram(
    made,
    new TestChoice([.. rest.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal))], IsQuick: rest.Contains("--quick"))
);
var tests = await new Coverage(made, program, TimeSpan.FromSeconds(Number("--slowest") ?? 10)).FindAsync();
MutationReport.Write(await new MutationRun(program, mutants, tests).RunAsync(chosen.Take(sample ?? chosen.Length)), whole: sample is null);
return 0;
