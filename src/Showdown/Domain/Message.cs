namespace Showdown.Domain;

public enum MessageRole
{
    System,
    User,
    Assistant,
}

/// <summary>One message of a prompt, sent exactly as it stands.</summary>
public sealed record Message(MessageRole Role, string Text);
