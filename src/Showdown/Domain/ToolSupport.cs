namespace Showdown.Domain;

/// <summary>What a host does with tools, as one request showed that asked for two calls.</summary>
public sealed record ToolSupport(ToolUse Use)
{
    /// <summary>Calls that came in one reply.</summary>
    public int Calls { get; init; }

    /// <summary>False when calls arrive in one burst; null when it could not be told.</summary>
    public bool? Streams { get; init; }

    /// <summary>In few words, for people.</summary>
    public string Said =>
        Use switch
        {
            ToolUse.Refused => "refused",
            ToolUse.Ignored => "not shown to the model",
            ToolUse.InWords => "answered in words",
            _ => $"{(Calls == 1 ? "called, one at a time" : "called, several at once")}{(Streams == false ? ", in one burst" : "")}",
        };

    /// <summary>What the host said, in one line, where it refuses tools; null elsewhere.</summary>
    public string? Refusal { get; init; }
}
