using Showdown.Mutation;

if (args is ["worker", var assembly, .. var prefixes])
{
    await Worker.RunAsync(assembly, prefixes);
    return 0;
}

if (args is not [var made, var folder, .. var rest])
{
    Console.Error.WriteLine(
        """
        How many changes of the source do tests notice? In percent, by file; those that none notices are listed.
        Usage: dotnet run -c Release --project tests/Showdown.Mutation -- MADE FOLDER TESTS... [--sample N] [--slowest SECONDS]
          MADE       what 'tests/mutants PROJECT MADE' wrote: the assembly with its mutants, and their list
          FOLDER     of the project's source, such as Sequential or Scoring/Choice; . is all of it
          TESTS      beginnings of the full names of test classes, such as Showdown.Tests.Statistics
          --sample   only so many mutants, drawn by chance, the same ones every time
          --slowest  leaves out tests that take longer (default: 10)
        """
    );
    return 2;
}

int? Number(string option) => Array.IndexOf(rest, option) is >= 0 and var at ? int.Parse(rest[at + 1]) : null;

var options = rest.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
var run = new MutationRun(made, options, TimeSpan.FromSeconds(Number("--slowest") ?? 10));
return await run.RunAsync(folder, Number("--sample"));
