using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>When a webhook is told of a run's end.</summary>
public enum NoticeWhen
{
    [JsonStringEnumMemberName("ended")]
    Ended,

    /// <summary>Only when one of the job's hosts has changed since its last night.</summary>
    [JsonStringEnumMemberName("host-changed")]
    HostChanged,
}
