namespace Showdown.Domain;

public enum MessageRole
{
    System,
    User,
    Assistant,

    /// <summary>What came of a call.</summary>
    Tool,
}
