using System.Diagnostics;
using System.Reflection;

namespace Showdown.Mutation;

/// <summary>A process that runs tests with one mutant switched on at a time, as its standard input says. Some mutants never end, and take it with them.</summary>
internal static class Worker
{
    /// <summary>Begins each answer, so that what tests print is told apart.</summary>
    public const string Mark = "##mutation ";

    /// <param name="assembly">File name of the assembly that holds the mutants.</param>
    /// <param name="prefixes">As in <see cref="TestCase.FindAsync"/>.</param>
    public static async Task RunAsync(string assembly, IReadOnlyCollection<string> prefixes)
    {
        var mutants = new MutantSwitch(Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, assembly)));
        mutants.Activate(-1);
        var tests = await TestCase.FindAsync(Assembly.Load("Showdown.Tests"), prefixes, new Fixtures());
        Answer($"{tests.Count}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            if (words is ["cover", var index])
                await CoverAsync(mutants, tests[int.Parse(index)]);
            else
                await TryAsync(mutants, int.Parse(words[0]), words.Skip(1).Select(i => tests[int.Parse(i)]));
        }
    }

    private static async Task CoverAsync(MutantSwitch mutants, TestCase test)
    {
        var (begun, failure) = (Stopwatch.GetTimestamp(), (Exception?)null);
        var covered = await mutants.CoveredAsync(async () => failure = await FailureAsync(test));
        Answer(
            failure is null
                ? $"covered {Stopwatch.GetElapsedTime(begun).TotalSeconds:R} {string.Join(' ', covered)}"
                : $"fails {test.Name}: {failure.Message.ReplaceLineEndings(" ")}"
        );
    }

    private static async Task TryAsync(MutantSwitch mutants, int id, IEnumerable<TestCase> tests)
    {
        foreach (var test in tests)
        {
            mutants.Activate(id);
            var failure = await FailureAsync(test);
            mutants.Activate(-1);
            if (failure is null)
                continue;
            // What fails without the mutant too was broken by one before it, and says nothing.
            Answer(await FailureAsync(test) is null ? $"killed {test.Name}" : "broken");
            return;
        }

        Answer("survived");
    }

    private static async Task<Exception?> FailureAsync(TestCase test)
    {
        try
        {
            await Task.Run(test.RunAsync);
            return null;
        }
#pragma warning disable CA1031 // whatever a test throws is its verdict
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
    }

    private static void Answer(string text)
    {
        Console.Out.WriteLine(Mark + text);
        Console.Out.Flush();
    }
}
