namespace Showdown.Results;

/// <summary>What somebody who wants to tell of a run's end finds.</summary>
public enum NoticeClaim
{
    /// <summary>
    /// Nobody else tells it until the claim runs out: tell it, then call <see cref="NoticeStore.SentAsync"/> or
    /// <see cref="NoticeStore.ReleaseAsync"/>.
    /// </summary>
    Ours,

    /// <summary>Somebody else is telling it; whether that comes to a good end is not known yet.</summary>
    Elsewhere,

    /// <summary>It was told before.</summary>
    Sent,
}
