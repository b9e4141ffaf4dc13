using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>What becomes of a scheduled time at which the last run is still going.</summary>
public enum Overlap
{
    [JsonStringEnumMemberName("skip")]
    Skip,

    /// <summary>The next run waits for the end of the last.</summary>
    [JsonStringEnumMemberName("queue")]
    Queue,
}
