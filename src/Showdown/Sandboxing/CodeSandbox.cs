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
    /// <returns>Always a verdict; <see cref="CodeOutcome.CouldNotRun"/> with the reason when there is no sandbox or it failed twice.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ProgramResult> TestAsync(CodeTask task, string program, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return task switch
                {
                    FunctionTask function => await new FunctionTesting(pool, references, _clock, time, function, program).TestAsync(cancel),
                    ScriptTask script => await new ScriptTesting(pool, _clock, time, script, program).TestAsync(cancel),
                    _ => throw new ArgumentException($"{task.GetType().Name} is no kind of task that is known here.", nameof(task)),
                };
            }
            catch (SandboxFailedException) when (attempt < Tries)
            {
                // Once more, in a fresh run.
            }
            catch (Exception e) when (e is SandboxFailedException or SandboxUnavailableException or ReferenceFailedException)
            {
                return new ProgramResult(CodeOutcome.CouldNotRun, e.Message);
            }
        }
    }
}
