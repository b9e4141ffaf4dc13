using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>A job file: what to run, when, for how much money.</summary>
public sealed record Job
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    public required IReadOnlyList<JobBenchmark> Benchmarks { get; init; }

    public Schedule? Schedule { get; init; }

    public Budget? Budget { get; init; }

    public IReadOnlyList<Gate> Gates { get; init; } = [];

    public IReadOnlyList<Notify> Notify { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>Whether completions of earlier runs may stand for new ones.</summary>
    public Reuse Reuse { get; init; }

    /// <summary>What becomes of the run when the data of one of its benchmarks cannot be had.</summary>
    public MissingData MissingData { get; init; }

    /// <summary>False: endpoints are not checked before the run.</summary>
    public bool Probe { get; init; } = true;

    /// <summary>When evaluations may end before all is asked; null: as their benchmarks say.</summary>
    public StopRule? Stop { get; init; }

    /// <summary>The models are hosts of one family, to be held against its reference; null: they are models of their own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HostsPlan? Hosts { get; init; }

    /// <summary>Who judges the benchmarks that are judged, and how; wins over what they say themselves. Null: as they say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JudgeSettings? Judging { get; init; }

    /// <summary>The largest difference that still counts as equivalent, as a share from 0 to 1.</summary>
    public double EquivalenceMargin { get; init; } = 0.02;
}

/// <summary>What becomes of a run when the data of a benchmark cannot be had: it is gated, or its host is away.</summary>
public enum MissingData
{
    /// <summary>The run fails before it asks anything.</summary>
    Fail,

    /// <summary>The benchmark is left out; the run asks the others and ends incomplete.</summary>
    Skip,
}

/// <summary>Which stored completions may be used again.</summary>
public enum Reuse
{
    /// <summary>Those of the same run, when it is resumed.</summary>
    Resume,

    /// <summary>Those of any earlier run that were asked exactly the same, too.</summary>
    SameSettings,

    /// <summary>None: a run of such a job is not resumed.</summary>
    Never,
}

/// <summary>A benchmark as a job asks for it; null leaves the protocol's own value.</summary>
public sealed record JobBenchmark(string Id)
{
    public int? Epochs { get; init; }

    /// <summary>Only so many samples: the first of a fixed pseudo-random order, the same for every model and night.</summary>
    public int? Limit { get; init; }

    /// <summary>
    /// Which records to ask, by fields of the dataset, as in <see cref="DatasetSource.Where"/>; a field named here wins over the benchmark's own rule
    /// for it.
    /// </summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    public Sampling Sampling { get; init; } = new();

    /// <summary>Wins over <see cref="Job.Stop"/> and over the benchmark's own rule; null: the job's.</summary>
    public StopRule? Stop { get; init; }

    /// <summary>How the load is raised, of a benchmark that does; null of the others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LoadPlan? Load { get; init; }

    /// <summary>Of a benchmark that compares answers the one model that all others are compared with; null: each with each.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Baseline { get; init; }

    /// <summary>What the job takes the benchmark to be a test of; null: what the benchmark itself says.</summary>
    public Capability? Capability { get; init; }
}

/// <param name="Cron">Five fields: minute, hour, day, month, weekday.</param>
/// <param name="TimeZone">IANA id, such as Europe/Amsterdam.</param>
public sealed record Schedule(string Cron, string TimeZone)
{
    public MissedTimes Missed { get; init; }

    public Overlap Overlap { get; init; }
}

/// <summary>What becomes of scheduled times at which nobody was there. The names of the values are how they were always stored.</summary>
public enum MissedTimes
{
    /// <summary>One run makes up for all of them.</summary>
    [JsonStringEnumMemberName("run-once")]
    RunOnce,

    [JsonStringEnumMemberName("skip")]
    Skip,
}

/// <summary>What becomes of a scheduled time at which the last run is still going.</summary>
public enum Overlap
{
    [JsonStringEnumMemberName("skip")]
    Skip,

    /// <summary>The next run waits for the end of the last.</summary>
    [JsonStringEnumMemberName("queue")]
    Queue,
}

public sealed record Budget
{
    public decimal? Usd { get; init; }

    public long? Tokens { get; init; }
}

/// <summary>Who is told when a run has ended.</summary>
/// <param name="Webhook">The address as written, "${NAME}": it is a secret, and only the variable's name is ever stored.</param>
public sealed record Notify(string Webhook, NoticeFormat Format)
{
    /// <summary>What has to have happened.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public NoticeWhen When { get; init; }
}

/// <summary>When a webhook is told of a run's end.</summary>
public enum NoticeWhen
{
    [JsonStringEnumMemberName("ended")]
    Ended,

    /// <summary>Only when one of the job's hosts has changed since its last night.</summary>
    [JsonStringEnumMemberName("host-changed")]
    HostChanged,
}

/// <summary>Whose messages a webhook takes.</summary>
public enum NoticeFormat
{
    /// <summary>A JSON object with everything in fields.</summary>
    [JsonStringEnumMemberName("generic")]
    Generic,

    [JsonStringEnumMemberName("slack")]
    Slack,
}
