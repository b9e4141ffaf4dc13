using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>Who is told when a run has ended.</summary>
/// <param name="Webhook">The address as written, "${NAME}": it is a secret, and only the variable's name is ever stored.</param>
public sealed record Notify(string Webhook, NoticeFormat Format)
{
    /// <summary>What has to have happened.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public NoticeWhen When { get; init; }
}
