using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>What becomes of scheduled times at which nobody was there. The names of the values are how they were always stored.</summary>
public enum MissedTimes
{
    /// <summary>One run makes up for all of them.</summary>
    [JsonStringEnumMemberName("run-once")]
    RunOnce,

    [JsonStringEnumMemberName("skip")]
    Skip,
}
