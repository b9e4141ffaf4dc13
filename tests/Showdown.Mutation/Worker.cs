using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Threading.Channels;

namespace Showdown.Mutation;

/// <summary>A process that runs tests with one mutant switched on at a time, as its standard input says. Some mutants never end, and take it with
/// them.</summary>
internal static class Worker
{
    /// <summary>Begins each answer, so that what tests print is told apart.</summary>
    public const string Mark = "##mutation ";

    /// <param name="assembly">File name of the assembly that holds the mutants.</param>
    /// <param name="active">The mutant that is switched on before anything else, or none.</param>
    public static async Task RunAsync(string assembly, int active, TestChoice choice)
    {
        var mutants = new MutantSwitch(Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, assembly)));
        mutants.Activate(active);
        mutants.Capture(active == MutantSwitch.None);
        var tests = await TestCase.FindAsync(Assembly.Load("Showdown.Tests"), choice, new Fixtures());
        Answer(JsonSerializer.Serialize(tests.Select(t => t.Name)));
        // What making the tests' data walks over is not walked over again.
        var before = mutants.TakeCovered()[0];
        await foreach (var line in Lines().ReadAllAsync())
        {
            var (id, test) = line.Split(' ') is [var first, var second] ? (first, tests[int.Parse(second)]) : throw new FormatException(line);
            if (id == "cover")
                await CoverAsync(mutants, test, before);
            else
                await TryAsync(mutants, int.Parse(id), lasting: active != MutantSwitch.None, test);
        }
    }

    // Read on a thread of its own: whoever asks may end while a test never does.
    private static ChannelReader<string> Lines()
    {
        var lines = Channel.CreateUnbounded<string>();
        var reading = new Thread(() =>
        {
            while (Console.In.ReadLine() is { } line)
                lines.Writer.TryWrite(line);
            Environment.Exit(0);
        })
        {
            IsBackground = true,
        };
        reading.Start();
        return lines.Reader;
    }

    private static async Task CoverAsync(MutantSwitch mutants, TestCase test, IEnumerable<int> before)
    {
        mutants.TakeCovered();
        var begun = Stopwatch.GetTimestamp();
        var run = FailureAsync(test);
        var (all, atStart) = await mutants.CoveredAsync(run);
        var failure = await run;
        Answer(
            failure is null
                ? $"covered {Stopwatch.GetElapsedTime(begun).TotalSeconds:R} {string.Join(',', all)} {string.Join(',', atStart.Concat(before))}"
                : $"fails {failure.Message.ReplaceLineEndings(" ")}"
        );
    }

    private static async Task TryAsync(MutantSwitch mutants, int id, bool lasting, TestCase test)
    {
        mutants.Capture(false);
        mutants.Activate(id);
        var failure = await FailureAsync(test);
        if (failure is null)
            Answer("passed");
        else if (lasting)
            Answer("killed");
        else
        {
            mutants.Activate(MutantSwitch.None);
            // What fails without the mutant too was broken by one before it, and says nothing.
            Answer(await FailureAsync(test) is null ? "killed" : "broken");
        }
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
