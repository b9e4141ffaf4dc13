using Microsoft.SemanticKernel.ChatCompletion;
using Showdown.Domain;

namespace Showdown.Models.Wire;

/// <summary>Our messages in Semantic Kernel's terms.</summary>
internal static class ChatMessages
{
    public static ChatHistory History(IReadOnlyList<Message> messages)
    {
        var history = new ChatHistory();
        foreach (var message in messages)
            history.AddMessage(RoleOf(message.Role), message.Text);
        return history;
    }

    public static AuthorRole RoleOf(MessageRole role) =>
        role switch
        {
            MessageRole.System => AuthorRole.System,
            MessageRole.Assistant => AuthorRole.Assistant,
            _ => AuthorRole.User,
        };
}
