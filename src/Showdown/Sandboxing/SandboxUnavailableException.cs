namespace Showdown.Sandboxing;

/// <summary>There is no sandbox here, so nothing untrusted runs. The message says why and what to do.</summary>
public sealed class SandboxUnavailableException : Exception
{
    public SandboxUnavailableException(string message)
        : base(message) { }

    public SandboxUnavailableException(string message, Exception inner)
        : base(message, inner) { }
}
