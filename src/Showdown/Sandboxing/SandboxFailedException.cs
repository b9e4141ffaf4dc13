namespace Showdown.Sandboxing;

/// <summary>The sandbox failed at its own work. Says nothing about the program that was to run.</summary>
public sealed class SandboxFailedException : Exception
{
    public SandboxFailedException(string message)
        : base(message) { }

    public SandboxFailedException(string message, Exception inner)
        : base(message, inner) { }
}
