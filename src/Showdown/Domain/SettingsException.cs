namespace Showdown.Domain;

/// <summary>
/// What the user gave is wrong: a file, an option, the environment. The message says where, what and how to mend it, and is shown alone.
/// </summary>
public sealed class SettingsException : Exception
{
    public SettingsException(string message)
        : base(message) { }

    public SettingsException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>The key that is at fault, for whoever knows its line; null where there is none.</summary>
    public string? Key { get; init; }
}
