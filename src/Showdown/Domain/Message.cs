namespace Showdown.Domain;

/// <summary>One message of a prompt, sent exactly as it stands.</summary>
public sealed record Message(MessageRole Role, string Text)
{
    /// <summary>Of the assistant: the calls it made. Each has an id, which the results name.</summary>
    public IReadOnlyList<ToolCall> Calls { get; init; } = [];

    /// <summary>Of a tool: the call that this is the result of. Null in other roles.</summary>
    public string? CallId { get; init; }

    /// <summary>For people and judges, and to count: the text, and below it a line for each call, name and arguments.</summary>
    public string Told() =>
        Calls.Count == 0 ? Text : string.Join('\n', Calls.Select(c => $"{c.Name}({c.Arguments})").Prepend(Text).Where(t => t.Length > 0));

    public bool Equals(Message? other) =>
        other is not null && (Role, Text, CallId) == (other.Role, other.Text, other.CallId) && Calls.SequenceEqual(other.Calls);

    public override int GetHashCode() => HashCode.Combine(Role, Text, CallId, Calls.Count);
}
