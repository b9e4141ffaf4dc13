namespace Showdown.Domain;

/// <summary>A function that a sample offers to a model. Nothing is ever carried out: what is looked at is the call.</summary>
/// <param name="Name">As the model is to write it.</param>
/// <param name="Description">Null when there is none.</param>
/// <param name="Parameters">JSON Schema of the arguments, an object, as JSON text; sent as it stands.</param>
public sealed record Tool(string Name, string? Description, string Parameters);
