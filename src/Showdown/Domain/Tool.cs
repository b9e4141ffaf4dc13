namespace Showdown.Domain;

/// <summary>A function that a sample offers to a model. Nothing is ever carried out: what is looked at is the call.</summary>
/// <param name="Name">As the model is to write it.</param>
/// <param name="Description">Null when there is none.</param>
/// <param name="Parameters">JSON Schema of the arguments, an object, as JSON text; sent as it stands.</param>
public sealed record Tool(string Name, string? Description, string Parameters);

/// <summary>A call that a model asked for.</summary>
/// <param name="Name">As the model wrote it: not necessarily that of a tool on offer.</param>
/// <param name="Arguments">As the model wrote them: meant to be a JSON object, and not necessarily JSON at all.</param>
public sealed record ToolCall(string Name, string Arguments)
{
    /// <summary>The host's name of the call; null where it gave none.</summary>
    public string? Id { get; init; }
}
