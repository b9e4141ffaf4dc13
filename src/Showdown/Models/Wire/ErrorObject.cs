namespace Showdown.Models.Wire;

/// <summary>What a host says went wrong.</summary>
/// <param name="Code">An HTTP status, or a number of the host's own; null when it names none.</param>
/// <param name="Text">The message, with name and type of the error in brackets.</param>
internal sealed record ErrorObject(int? Code, string Text)
{
    /// <summary>The field of the request that the host itself names; null when it names none.</summary>
    public string? Parameter { get; init; }

    /// <summary>A wait that stands in the body.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
