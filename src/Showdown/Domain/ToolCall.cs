namespace Showdown.Domain;

/// <summary>A call that a model asked for.</summary>
/// <param name="Name">As the model wrote it: not necessarily that of a tool on offer.</param>
/// <param name="Arguments">As the model wrote them: meant to be a JSON object, and not necessarily JSON at all.</param>
public sealed record ToolCall(string Name, string Arguments)
{
    /// <summary>The host's name of the call; null where it gave none.</summary>
    public string? Id { get; init; }
}
