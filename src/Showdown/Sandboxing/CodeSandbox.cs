using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>Tests programs by running them in the sandbox and comparing what they return or print out here, where no program can reach.</summary>
/// <remarks>
/// What is expected never enters the sandbox that runs a program; what comes out of it is data. So nothing the program does to its own process,
/// its files or its channel can make a wrong answer right. Thread-safe.
/// </remarks>
public sealed class CodeSandbox(SandboxPool pool, ReferenceOutputs references, TimeProvider time)
{
    private const int Tries = 2;

    private readonly FairClock _clock = new(pool, time);

    /// <param name="program">Whole Python source, as extracted from a completion.</param>
    /// <returns>Always a result; <see cref="CodeOutcome.CouldNotRun"/> with the reason when there is no sandbox or it failed twice.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ProgramResult> TestAsync(CodeTask task, string program, CancellationToken cancel)
    {
        Func<Task<ProgramResult>> test = task switch
        {
            FunctionTask function => () => new FunctionTesting(pool, references, _clock, time, function, program).TestAsync(cancel),
            ScriptTask script => () => new ScriptTesting(pool, _clock, time, script, program).TestAsync(cancel),
            _ => throw new ArgumentException($"{task.GetType().Name} is no kind of task that is known here.", nameof(task)),
        };
        try
        {
            var result = await TwiceAsync(test, cancel);
            return Lacking(result, program) is { } package
                ? new ProgramResult(
                    CodeOutcome.CouldNotRun,
                    $"The program imports {package}, which the sandbox's Python ({pool.Python!.Path}) lacks: install it there."
                )
                : result;
        }
        catch (Exception e) when (e is SandboxFailedException or SandboxUnavailableException or ReferenceFailedException)
        {
            return new ProgramResult(CodeOutcome.CouldNotRun, e.Message);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // A bug of ours, or memory that ran out here: one program's, and no reason to lose all others.
            return new ProgramResult(CodeOutcome.CouldNotRun, $"Testing it failed twice: {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Calls a function of ours in a run of its own. What it is to read is hostile, so that happens where programs run.</summary>
    /// <param name="program">Python source of ours that defines the function.</param>
    /// <returns>Null when the call raised an exception or took too long.</returns>
    /// <exception cref="SandboxFailedException">The sandbox failed twice.</exception>
    /// <exception cref="SandboxUnavailableException">There is none.</exception>
    internal Task<PyValue?> CallAsync(string program, string function, IReadOnlyList<PyValue> arguments, CancellationToken cancel) =>
        TwiceAsync(
            async () =>
            {
                PyValue? value = null;
                var task = new FunctionTask
                {
                    Id = function,
                    EntryPoint = function,
                    Groups = [],
                };
                var limits = task.Time;
                var result = await new CallRun(pool, time).RunAsync(
                    task,
                    program,
                    [CallTest.Of(arguments)],
                    _ => limits.Floor,
                    limits.Total,
                    Keep,
                    cancel
                );
                return result.Outcome == CodeOutcome.Passed ? value : null;

                ValueTask<Objection?> Keep(int _, Answer answer)
                {
                    value = answer.Value is { } bytes ? MarshalReader.Read(bytes.Span) : null;
                    return default;
                }
            },
            cancel
        );

    /// <summary>
    /// A failure of ours may be one of the moment; a program that brings about the same one again has that told of it, and others go on.
    /// </summary>
    private static async Task<T> TwiceAsync<T>(Func<Task<T>> attempt, CancellationToken cancel)
    {
        for (var count = 1; ; count++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception e)
                when (count < Tries && !cancel.IsCancellationRequested && e is not (SandboxUnavailableException or ReferenceFailedException))
            {
                // Once more, in a fresh run.
            }
        }
    }

    /// <summary>The package that the program could not import because our Python lacks it, although its benchmark grants it.</summary>
    private string? Lacking(ProgramResult result, string program)
    {
        bool IsMissed(string package) =>
            program.Contains(package, StringComparison.Ordinal)
            && result.Reason.Contains($"ModuleNotFoundError: No module named '{package}'", StringComparison.Ordinal);
        return result.Outcome == CodeOutcome.Crashed ? pool.Python?.Lacks.FirstOrDefault(IsMissed) : null;
    }
}
