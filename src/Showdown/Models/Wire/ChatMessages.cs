using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Showdown.Domain;

namespace Showdown.Models.Wire;

/// <summary>Our messages in Semantic Kernel's terms and back.</summary>
internal static class ChatMessages
{
    public static ChatHistory History(IReadOnlyList<Message> messages) =>
        [.. messages.Select(m => new ChatMessageContent(RoleOf(m.Role), m.Text, innerContent: m))];

    /// <summary>The message as it was given: Semantic Kernel takes the arguments of calls apart, and they are sent as they stand.</summary>
    public static Message Of(ChatMessageContent content) =>
        content.InnerContent as Message ?? new Message(RoleOf(content.Role), content.Content ?? "");

    public static string LabelOf(MessageRole role) =>
        role switch
        {
            MessageRole.System => "system",
            MessageRole.Assistant => "assistant",
            MessageRole.Tool => "tool",
            _ => "user",
        };

    private static AuthorRole RoleOf(MessageRole role) => new(LabelOf(role));

    private static MessageRole RoleOf(AuthorRole role) =>
        role == AuthorRole.System ? MessageRole.System
        : role == AuthorRole.Assistant ? MessageRole.Assistant
        : role == AuthorRole.Tool ? MessageRole.Tool
        : MessageRole.User;
}
