using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>Whose messages a webhook takes.</summary>
public enum NoticeFormat
{
    /// <summary>A JSON object with everything in fields.</summary>
    [JsonStringEnumMemberName("generic")]
    Generic,

    [JsonStringEnumMemberName("slack")]
    Slack,
}
